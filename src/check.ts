import { suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { documentsOf } from './documents.ts';
import { at, factAt, factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import type { Config, Filed, Partner, Project } from './project.ts';
import { quotationsIn } from './prose.ts';
import type { Paper } from './records.ts';
import { walk } from './shape.ts';

type Path = readonly (string | number)[];

/** One record under check, with the facts that its text may quote. */
interface Subject {
  readonly schema: string;
  readonly filed: Filed<unknown>;
  readonly facts: Facts | undefined;
  readonly partner: Partner | undefined;
}

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
  documents: 'kind of document',
  measures: 'measure',
  targets: 'target',
  awards: 'grant',
  actions: 'action',
};

/** References that lead nowhere: each id must stand in its catalogue, each path must lead to a fact. */
function references(project: Project, subject: Subject): Diagnostic[] {
  const { shapes } = project;
  const { schema, filed, facts, partner } = subject;
  const names = catalogues(project, partner);
  const found: Diagnostic[] = [];
  const unknown = (catalogue: string, id: string, path: Path, which: 'key' | 'value') => {
    const allowed = names[catalogue] ?? [];
    if (allowed.includes(id)) return;
    const hint = suggestion(id, allowed) ?? (allowed.length === 0 ? 'none has been listed yet' : undefined);
    const message = `there is no ${nouns[catalogue] ?? catalogue} ${id}`;
    found.push({
      severity: 'error',
      rule: `reference/${catalogue}`,
      span: filed.source.locate(path, which),
      message,
      hint,
    });
  };
  walk(shapes, shapes.schema(schema), filed.record, (shape, value, path) => {
    if (shape.keys_refer_to) {
      for (const key of Object.keys(value as object))
        unknown(shape.keys_refer_to, key, [...path, key], 'key');
    }
    if (typeof value !== 'string') return;
    if (shape.refers_to === 'facts') found.push(...recordPath(facts, value, filed, path));
    else if (shape.refers_to) unknown(shape.refers_to, value, path, 'value');
    if (shape.prose) found.push(...quotations(facts, value, filed, path));
  });
  return found;
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

function quotations(facts: Facts | undefined, text: string, filed: Filed<unknown>, path: Path): Diagnostic[] {
  return quotationsIn(text).flatMap(({ path: quoted, nth }): Diagnostic[] => {
    if (facts && factAt(facts, quoted)) return [];
    const span = filed.source.locateText(path, `{${quoted}}`, nth);
    const message = `the text quotes {${quoted}}, which is not a fact of the data`;
    return [{ severity: 'error', rule: 'reference/fact', span, message, hint: pathHint(facts, quoted) }];
  });
}

/** A path to a record, or to a group of records, with text of its own. */
function recordPath(
  facts: Facts | undefined,
  wanted: string,
  filed: Filed<unknown>,
  path: Path,
): Diagnostic[] {
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
  return [{ severity: 'error', rule: 'reference/record', span: filed.source.locate(path), message, hint }];
}

/** True for the characters that the embedded fonts have. */
function glyphs(fonts: Project['fonts']): (character: string) => boolean {
  const ranges = [...new Set(fonts.flatMap(({ range }) => range.split(',')))].map((range) => {
    const [low = '', high = low] = range.replace('U+', '').split('-');
    return [parseInt(low, 16), parseInt(high, 16)] as const;
  });
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 32 && ranges.some(([low, high]) => code >= low && code <= high);
  };
}

/** Characters that the fonts lack would be printed in whatever font a machine has, or as an empty box. */
function characters(has: (character: string) => boolean, filed: Filed<unknown>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const look = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      const strange = Array.from(value).find((character) => character !== '\n' && !has(character));
      if (strange === undefined) return;
      const code = `U+${(strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const message = `the fonts have no character ${code}, “${strange}”`;
      const hint = 'say it in words, or in Latin letters';
      found.push({
        severity: 'error',
        rule: 'text/character',
        span: filed.source.locateText(path, strange, 0),
        message,
        hint,
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        look(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  look(filed.record, []);
  return found;
}

/** A paragraph has its own text or uses a record's, not both and not neither. */
function paragraphs({ source, record }: Filed<Paper>): Diagnostic[] {
  return record.sections.flatMap((section, s) =>
    section.paragraphs.flatMap((paragraph, p): Diagnostic[] => {
      if ((paragraph.text === undefined) !== (paragraph.use === undefined)) return [];
      const both = paragraph.text !== undefined;
      const span = source.locate(
        ['sections', s, 'paragraphs', p, ...(both ? ['use'] : [])],
        both ? 'key' : 'value',
      );
      const message = both ? 'this paragraph has both text and use' : 'this paragraph has no text';
      const hint = both
        ? 'keep one: its own text, or the path of a record'
        : 'add text, or use with the path of a record';
      return [{ severity: 'error', rule: 'paper/paragraph', span, message, hint }];
    }),
  );
}

/** Two documents may not be written to one path. */
function collisions(config: Config, partner: Partner): Diagnostic[] {
  const taken = new Map<string, Filed<Paper>>();
  return documentsOf(config, partner).flatMap(({ stem, paper }): Diagnostic[] => {
    const first = taken.get(stem);
    taken.set(stem, first ?? paper);
    if (!first) return [];
    const other = { span: first.source.locate(['date']), message: 'the other paper' };
    const message = `two papers would both be written to ${stem}`;
    const span = paper.source.locate(['date']);
    return [
      {
        severity: 'error',
        rule: 'document/path',
        span,
        message,
        hint: 'give one of them another date or kind',
        other,
      },
    ];
  });
}

/** The files whose references are checked, each with its schema. */
const nationalFiles = {
  sources: 'sources',
  milestones: 'national-milestones',
  outcomes: 'national-outcomes',
  metrics: 'metrics',
  grants: 'national-grants',
  menu: 'menu',
  membership: 'membership',
  disclosure: 'disclosure',
  calendar: 'calendar',
  language: 'language',
} as const;
const ownFiles = [
  'partnership',
  'sources',
  'milestones',
  'needs',
  'outcomes',
  'plan',
  'actions',
  'risks',
  'grants',
] as const;

/** Checks what no single schema can: references, quotations and paths across all records. */
export function check(project: Project): Diagnostic[] {
  const { config, partners, fonts } = project;
  const has = glyphs(fonts);
  const found = Object.entries(nationalFiles).flatMap(([name, schema]) => {
    const filed = config[name as keyof typeof nationalFiles];
    return references(project, { schema, filed, facts: undefined, partner: undefined });
  });
  for (const partner of partners) {
    const facts = factsOf(config, partner, partner.partnership.record.as_at);
    const own = [
      ...ownFiles.map((schema) => ({ schema, filed: partner[schema] })),
      ...partner.meetings.map((filed) => ({ schema: 'meeting', filed })),
    ];
    for (const { schema, filed } of own) {
      if (filed)
        found.push(...references(project, { schema, filed, facts, partner }), ...characters(has, filed));
    }
    for (const filed of partner.papers) {
      const paperFacts = factsOf(config, partner, filed.record.as_at ?? filed.record.date, filed.record);
      found.push(
        ...references(project, { schema: 'paper', filed, facts: paperFacts, partner }),
        ...paragraphs(filed),
        ...characters(has, filed),
      );
    }
    found.push(...collisions(config, partner));
  }
  return found;
}
