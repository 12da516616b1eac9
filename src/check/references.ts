import { suggestion } from '../diagnostic.ts';
import { at, factAt } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Filed, Partner, Project } from '../project.ts';
import { quotationsIn, unreadIn } from '../prose.ts';
import { walk } from '../shape.ts';
import type { Shape, Shapes } from '../shape.ts';
import type { Case, Finding, Path, Place, Subject } from './finding.ts';

/** The names that a reference of each kind can mean; what the schemas call `refers_to`. */
function catalogues(
  { config, slugs }: Project,
  partner: Partner | undefined,
): Record<string, readonly string[]> {
  const keys = (map: object | undefined) => Object.keys(map ?? {});
  return {
    sources: [...keys(partner?.sources?.record.sources), ...keys(config.sources.record.sources)],
    milestones: keys(config.milestones.record.milestones),
    schemes: keys(config.grants.record.schemes),
    categories: keys(config.membership.record.categories),
    roles: keys(config.membership.record.roles),
    outcomes: keys(config.outcomes.record.outcomes),
    metrics: keys(config.metrics.record.metrics),
    menu: keys(config.menu.record.categories),
    partnerships: slugs,
    units: keys(config.units.record.units),
    tables: keys(config.tables.record.tables),
    blocks: keys(config.blocks.record.blocks),
    documents: keys(config.documents.record.documents),
    measures: [...keys(partner?.needs?.record.measures), ...keys(partner?.outcomes?.record.measures)],
    targets: keys(partner?.outcomes?.record.targets),
    awards: keys(partner?.grants?.record.awards),
    actions: keys(partner?.actions?.record.actions),
  };
}

const nouns: Readonly<Record<string, string>> = {
  sources: 'source',
  milestones: 'milestone',
  schemes: 'grant scheme',
  categories: 'membership category',
  roles: 'role',
  outcomes: 'outcome',
  metrics: 'metric',
  menu: 'menu category',
  partnerships: 'partnership',
  units: 'unit',
  tables: 'table',
  blocks: 'block',
  documents: 'kind of document',
  measures: 'measure',
  targets: 'target',
  awards: 'grant',
  actions: 'action',
};

/** A measure has one name in both files: what is built on it says that and no more. */
export function measureTwice({ partner: { needs, outcomes } }: Case): Finding[] {
  if (!needs || !outcomes) return [];
  const first = needs.record.measures ?? {};
  return Object.keys(outcomes.record.measures ?? {})
    .filter((id) => Object.hasOwn(first, id))
    .map((id) => {
      const place = { path: ['measures', id], which: 'key' as const };
      return {
        severity: 'error',
        rule: 'reference/measure-twice',
        at: { filed: outcomes, ...place },
        message: `two measures are called ${id}`,
        hint: 'give one of them another name',
        other: { filed: needs, ...place, message: 'the other' },
      };
    });
}

/** References that lead nowhere: each id must stand in its catalogue, each path must lead to a fact. */
export function references(project: Project, subject: Subject, partner?: Partner): Finding[] {
  const { shapes } = project;
  const { schema, filed, facts } = subject;
  const names = catalogues(project, partner);
  const found: Finding[] = [];
  const unknown = (catalogue: string, id: string, path: Path, which: 'key' | 'value') => {
    const allowed = names[catalogue] ?? [];
    if (allowed.includes(id)) return;
    const hint = suggestion(id, allowed) ?? (allowed.length === 0 ? 'none has been listed yet' : undefined);
    const message = `there is no ${nouns[catalogue] ?? catalogue} ${id}`;
    found.push({
      severity: 'error',
      rule: `reference/${catalogue}`,
      at: { filed, path, which },
      message,
      hint,
    });
  };
  walk(shapes, shapes.schema(schema), filed.record, (shape, value, pathOf) => {
    if (shape.keys_refer_to) {
      for (const key of Object.keys(value as object))
        unknown(shape.keys_refer_to, key, [...pathOf(), key], 'key');
    }
    if (typeof value !== 'string' || (!shape.refers_to && !shape.prose)) return;
    const path = pathOf();
    if (!facts && (shape.refers_to === 'facts' || shape.prose))
      found.push(...impossible(shapes, shape, value, { filed, path }));
    else if (shape.refers_to === 'facts') found.push(...recordPath(facts, value, filed, path));
    else if (shape.refers_to) unknown(shape.refers_to, value, path, 'value');
    if (facts && shape.prose) found.push(...quotations(facts, value, filed, path));
    if (!shape.prose) return;
    const place = { filed, path };
    found.push(...loneBrace(value, place), ...linkedBrace(value, place), ...unread(value, place));
  });
  return found;
}

/** Paths in a text of config/ that no partnership could have. */
function impossible(shapes: Shapes, shape: Shape, value: string, place: Place): Finding[] {
  const paths = shape.prose ? quotationsIn(value) : [{ path: value, nth: 0 }];
  return paths.flatMap(({ path, nth }): Finding[] => {
    if (isPossible(shapes, path)) return [];
    const at: Place = { ...place, piece: shape.prose ? `{${path}}` : path, nth };
    const message = `no partnership can have ${path}`;
    return [
      {
        severity: 'error',
        rule: 'reference/fact',
        at,
        message,
        hint: 'follow the schemas of the data files',
      },
    ];
  });
}

/** Where the facts of each kind are described, for texts of config/ that are written before any partnership is known. */
const factSchemas = [
  'partnership',
  'needs',
  'outcomes',
  'plan',
  'grants',
  'spend',
  'actions',
  'risks',
  'milestones',
];

/** True for a path that a partnership's facts may have. */
function isPossible(shapes: Shapes, path: string): boolean {
  const [root = '', ...steps] = path.split('.');
  if (root === 'as_at') return steps.length === 0;
  if (!factSchemas.includes(root)) return false;
  const start = shapes.schema(root);
  // Of these files the facts hold what stands under the one key.
  let shape = ['actions', 'risks', 'milestones'].includes(root)
    ? shapes.member(start, root)
    : shapes.resolve(start);
  for (const step of steps) shape = shape && shapes.member(shape, step);
  return shape !== undefined;
}

/** Where a path goes wrong, and what could stand there instead. */
function pathHint(facts: Facts | undefined, path: string): string {
  const steps = path.split('.');
  for (let depth = 0; depth < steps.length; depth++) {
    const parent = depth === 0 ? facts : facts && at(facts, steps.slice(0, depth).join('.'));
    const step = steps[depth] ?? '';
    if (typeof parent !== 'object' || parent === null) break;
    if (Object.hasOwn(parent, step)) continue;
    const known = Object.entries(parent).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    return suggestion(step, known) ?? 'nothing stands there';
  }
  return 'name a single fact, such as {needs.measures.drug-tests}';
}

function quotations(facts: Facts | undefined, text: string, filed: Filed<unknown>, path: Path): Finding[] {
  return quotationsIn(text).flatMap(({ path: quoted, nth }): Finding[] => {
    if (facts && factAt(facts, quoted)) return [];
    const place: Place = { filed, path, piece: `{${quoted}}`, nth };
    const message = `the text quotes {${quoted}}, which is not a fact of the data`;
    return [{ severity: 'error', rule: 'reference/fact', at: place, message, hint: pathHint(facts, quoted) }];
  });
}

/** A brace without its other half, or about nothing: it would be printed as it is, with the path beside it. */
function loneBrace(value: string, place: Place): Finding[] {
  // What is quoted, and what is escaped so that it is printed as it is.
  const whole = /\{[^{}\n]+\}|\\\{[^{}\n]*?\\?\}|\\[{}]/g;
  const rest = value.replaceAll(whole, (found) => ' '.repeat(found.length));
  const at = rest.search(/[{}]/);
  if (at < 0) return [];
  const piece = rest.slice(at, at + 1);
  const nth = value.slice(0, at).split(piece).length - 1;
  const message = `the ${piece} has no other half, so no fact is quoted here`;
  const hint =
    'quote a fact by its path in braces, such as {needs.measures.drug-tests}, or write \\{ for a brace';
  return [{ severity: 'error', rule: 'reference/brace', at: { ...place, piece, nth }, message, hint }];
}

/** A quotation in the address of a link: no fact can stand there, so it would lead nowhere. */
function linkedBrace(value: string, place: Place): Finding[] {
  const piece = /\]\([^\s)]*?(\{[^{}\n)]+\})/.exec(value)?.[1];
  if (piece === undefined) return [];
  const message = `the address of a link quotes no fact, so ${piece} would be part of it`;
  const hint = 'write the address as it is';
  return [{ severity: 'error', rule: 'reference/brace', at: { ...place, piece }, message, hint }];
}

/** Markdown that texts cannot hold: it would be printed with its signs. */
function unread(value: string, place: Place): Finding[] {
  const piece = unreadIn(value);
  if (piece === undefined) return [];
  const message = `“${piece}” would be printed as it stands`;
  const hint =
    'a text holds paragraphs, lists, *emphasis*, **strong words**, [links](https://…) and :cy[geiriau]; write \\ before a sign that is only a sign';
  return [{ rule: 'prose/markdown', at: { ...place, piece }, message, hint }];
}

/** A path to a record, or to a group of records, with text of its own. */
function recordPath(facts: Facts | undefined, wanted: string, filed: Filed<unknown>, path: Path): Finding[] {
  const target = facts && at(facts, wanted);
  const group = path.at(-1) === 'points_from';
  const records = group && typeof target === 'object' && target !== null ? Object.values(target) : [target];
  const usable = records.every((record) => typeof record === 'object' && record !== null && 'text' in record);
  if (target !== undefined && usable) return [];
  const message = target === undefined ? `${wanted} is not in the data` : `${wanted} has no text to use`;
  const hint =
    target === undefined
      ? pathHint(facts, wanted)
      : 'name a record that has a text, such as needs.findings.alcohol';
  return [{ severity: 'error', rule: 'reference/record', at: { filed, path }, message, hint }];
}

/** Sources that are listed and that nothing rests on. */
export function unusedSources({ partner, cited }: Case): Finding[] {
  const filed = partner.sources;
  const unused = Object.keys(filed?.record.sources ?? {}).filter((id) => !cited.has(id));
  return unused.flatMap((id): Finding[] => {
    if (!filed) return [];
    const message = `nothing rests on the source ${id}`;
    const hint = 'cite it where a fact comes from it, or take it out';
    return [
      { rule: 'reference/unused-source', at: { filed, path: ['sources', id], which: 'key' }, message, hint },
    ];
  });
}
