import { distance } from '../diagnostic.ts';
import { rolesOn } from '../known.ts';
import type { Filed } from '../project.ts';
import { visit } from './finding.ts';
import type { Case, Finding, Path, Place } from './finding.ts';

interface Named {
  readonly name: string;
  readonly filed: Filed<unknown>;
  readonly path: Path;
}

const fields = ['name', 'person', 'deputy', 'owner'];
const groups = [
  'roles',
  'members',
  'attendance',
  'apologies',
  'presented_by',
  'chair',
  'lead',
  'signed_off',
  'actions',
];

/** Every person that the records name. A body is no person: of members only person and deputy count. */
function peopleIn({ subjects }: Case): Named[] {
  const found: Named[] = [];
  for (const { filed } of subjects)
    visit(filed.record, (part, pathOf) => {
      if (typeof part !== 'string') return;
      const path = pathOf();
      const key = String(path.at(-1));
      const group = path.slice(0, -1).find((step) => groups.includes(String(step)));
      const isBody = group === 'members' && key === 'name';
      if (group !== undefined && fields.includes(key) && !isBody) found.push({ name: part, filed, path });
    });
  return found;
}

/** First and last name without titles and honours, in small letters. */
function bareName(name: string, titles: readonly string[]): string[] {
  const words = name.toLowerCase().replaceAll('.', '').split(/\s+/);
  const known = titles.map((title) => title.toLowerCase());
  return words.filter((word) => word !== '' && !known.includes(word));
}

/** True for two spellings that may well be one person; the same spelling is not a variant. */
function isVariant(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 || a.length !== b.length || a.join(' ') === b.join(' ')) return false;
  const differing = a.flatMap((word, i) => (word === b[i] ? [] : [[word, b[i] ?? ''] as const]));
  const [pair] = differing;
  if (differing.length !== 1 || !pair) return false;
  const [one, two] = pair;
  const short = Math.min(one.length, two.length);
  return (
    short >= 3 && (one.startsWith(two) || two.startsWith(one) || (short >= 4 && distance(one, two) <= 2))
  );
}

/** One person in two spellings: said, never merged. */
export function spelling(subject: Case): Finding[] {
  const { titles } = subject.project.config.language.record;
  const people = peopleIn(subject).map((named) => ({ ...named, bare: bareName(named.name, titles) }));
  return people.flatMap(({ name, filed, path, bare }, index): Finding[] => {
    const first = people.slice(0, index).find((earlier) => isVariant(earlier.bare, bare));
    if (!first) return [];
    const other = { filed: first.filed, path: first.path, message: `here it is ${first.name}` };
    const message = `${name} is written ${first.name} elsewhere; this may be one person`;
    const hint = 'use one spelling, or acknowledge that the sources differ';
    return [{ rule: 'people/spelling', at: { filed, path }, message, hint, other }];
  });
}

/** A partnership without a senior responsible owner, or with an entry that names neither post nor person. */
export function emptyRole({ partner, project }: Case): Finding[] {
  const filed = partner.partnership;
  const { kind, roles, as_at } = filed.record;
  const needed = Object.entries(project.config.membership.record.roles).filter(([, role]) => role.needed);
  const held = rolesOn(filed.record, as_at).map(([, { role }]) => role);
  const missing = kind === 'forum' ? [] : needed.filter(([id]) => !held.includes(id));
  const unnamed = Object.entries(roles ?? {}).filter(
    ([, role]) => role.post === undefined && role.name === undefined,
  );
  const place: Place = { filed, path: roles ? ['roles'] : ['name'], which: 'key' };
  return [
    ...missing.map(([, { label }]) => ({
      rule: 'people/role-empty',
      at: place,
      message: `nobody is entered as ${label}`,
      hint: 'enter the post, or acknowledge that the source names nobody',
    })),
    ...unnamed.map(([id, { title }]) => ({
      rule: 'people/role-empty',
      at: { filed, path: ['roles', id], which: 'key' as const },
      message: `${title} names neither a post nor a person`,
      hint: 'enter the post, or take the role out',
    })),
  ];
}

/** A role that two hold at once: allowed, and shown. */
export function sharedRole({ partner }: Case): Finding[] {
  const filed = partner.partnership;
  const roles = rolesOn(filed.record, filed.record.as_at);
  return roles.flatMap(([id, role], index): Finding[] => {
    const first = roles.slice(0, index).find(([, earlier]) => earlier.role === role.role);
    if (!first) return [];
    const message = `${role.title} is held by two at once`;
    const other = { filed, path: ['roles', first[0]], which: 'key' as const, message: 'the other holder' };
    const hint = 'if one has left, add to with the last day; if both hold it, acknowledge that';
    return [
      { rule: 'people/role-shared', at: { filed, path: ['roles', id], which: 'key' }, message, hint, other },
    ];
  });
}

/** A body that is listed twice under one name would be counted twice. */
export function bodyTwice({ partner: { partnership: filed } }: Case): Finding[] {
  const members = Object.entries(filed.record.members ?? {});
  const bare = (name: string) => name.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return members.flatMap(([id, { name, person }], index): Finding[] => {
    const first = members
      .slice(0, index)
      .find(([, earlier]) => bare(earlier.name) === bare(name) && earlier.person === person);
    if (!first) return [];
    const other = { filed, path: ['members', first[0]], which: 'key' as const, message: 'the other entry' };
    const at = { filed, path: ['members', id], which: 'key' as const };
    const hint = 'take one out, or say in the name what tells them apart';
    return [{ rule: 'people/body-twice', at, message: `${name} is listed twice`, hint, other }];
  });
}

/** The code of an area outside the days for which it held. */
export function areaCode({ partner }: Case): Finding[] {
  const filed = partner.partnership;
  const { as_at, footprint } = filed.record;
  return (footprint?.authorities ?? []).flatMap(({ code, code_from, code_to }, i): Finding[] => {
    const early = code_from !== undefined && as_at < code_from;
    const late = code_to !== undefined && as_at > code_to;
    if (code === undefined || (!early && !late)) return [];
    const path = ['footprint', 'authorities', i];
    const message = early ? `${code} is used from ${code_from} on` : `${code} was used until ${code_to}`;
    const other = { filed, path: ['as_at'], message: `the data speaks as at ${as_at}` };
    return [
      {
        rule: 'places/code',
        at: { filed, path: [...path, 'code'] },
        message,
        hint: 'use the code of that day',
        other,
      },
    ];
  });
}
