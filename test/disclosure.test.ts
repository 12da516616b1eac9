import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forPublic, hiddenIn } from '../src/disclosure/index.ts';
import { load } from '../src/load.ts';
import type { Filed, Partner, Project } from '../src/project.ts';
import type { Award, Figure, Measure, Needs, Participant } from '../src/records.ts';
import { examined, fixtureInputs, fixtures, ownInputs, root } from './project.ts';
import { canTell } from './solver.ts';
import type { Known, Sum } from './solver.ts';

const made = examined(fixtureInputs()).ready?.project;
if (!made) throw new Error('the fixtures have errors');
const project: Project = made;
const { small_counts } = project.config.disclosure.record;
const source = { id: 'x' };
const folders = { config: join(root, 'config'), templates: join(root, 'templates') };

/** A partnership with these measures and nothing else. */
function partnerWith(measures: Record<string, Measure>): Partner {
  const [bare] = project.partners;
  if (!bare) throw new Error('there is no partnership');
  const record: Needs = { measures };
  const { slug, partnership } = bare;
  return {
    slug,
    partnership,
    papers: [],
    meetings: [],
    returns: [],
    needs: { source: partnership.source, record },
  };
}

/** The measures that the public sees. */
const publicOf = (measures: Record<string, Measure>) =>
  forPublic(project, partnerWith(measures)).needs?.record.measures ?? {};

/** A grant of £1,000 to these authorities, as the public sees it. */
function grantTo(participants: Participant[]) {
  const award: Award = { scheme: 'ssmtrg', year: '2023/24', amount: { value: 1000 }, participants, source };
  const bare = partnerWith({});
  const grants = { source: bare.partnership.source, record: { awards: { main: award } } };
  const shown = forPublic(project, { ...bare, grants }).grants?.record.awards['main'];
  const numbers = shown?.participants?.map(({ amount, share }) => [amount?.value, share?.value]);
  return { whole: shown?.amount.value, numbers };
}

const measure = (value: Figure, rest: Partial<Measure> = {}): Measure => ({
  name: 'Deaths',
  unit: 'deaths',
  area: 'Riverside',
  period: '2023',
  source,
  ...rest,
  value,
});

/** What a reader takes a printed figure for: a number, or anything that the sign leaves open. */
function readerSees({ value, state }: Figure): { low: number; high: number } {
  if (value !== undefined) return { low: value, high: value };
  return { low: state === 'suppressed' ? small_counts.from : 0, high: Infinity };
}

const isSmall = (n: number) => n >= small_counts.from && n <= small_counts.to;
const few = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
  fc.integer({ min: 0, max: 15 }),
);

/** What the public sees of each measure: its number, or the state instead. */
function seen(measures: Record<string, Measure>): Record<string, number | string | undefined> {
  const shown = Object.entries(publicOf(measures));
  return Object.fromEntries(shown.map(([id, { value }]) => [id, value.value ?? value.state]));
}

describe('a small count of people', () => {
  test.each([
    [{ value: 1 }, true],
    [{ value: 4, form: 'about' }, true],
    [{ value: 2.5 }, true],
    [{ value: 5, form: 'less-than' }, true],
    [{ value: 3, form: 'up-to' }, true],
    [{ value: 3, form: 'over' }, true],
    [{ low: 4, high: 9, form: 'range' }, true],
    [{ low: 0, high: 1, form: 'range' }, true],
    [{ value: 0 }, false],
    [{ value: 5 }, false],
    [{ value: 6, form: 'less-than' }, false],
    [{ value: 300, form: 'up-to' }, false],
    [{ value: 4, form: 'over' }, false],
    [{ low: 5, high: 9, form: 'range' }, false],
  ] as const)('%j is one: %s', (figure, isOne) => {
    expect(publicOf({ a: measure(figure) })['a']?.value).toEqual(isOne ? { state: 'suppressed' } : figure);
    expect(publicOf({ a: measure(figure, { unit: 'tests' }) })['a']?.value).toEqual(figure);
  });

  test('a fall of so many is one too, and so is the level that it leads to', () => {
    expect(seen({ fall: measure({ value: -3 }, { change: true }) })).toEqual({ fall: 'suppressed' });
    const base = { period: '2022', value: { value: 10 } };
    expect(seen({ fall: measure({ value: -8 }, { change: true, base }) })).toEqual({ fall: 'suppressed' });
    expect(seen({ fall: measure({ value: -80 }, { unit: 'percent', change: true, base }) })).toEqual({
      fall: 'suppressed',
    });
    expect(seen({ fall: measure({ value: -40 }, { unit: 'percent', change: true, base }) })).toEqual({
      fall: -40,
    });
  });

  test('so is the count that a percentage implies, or that it leaves over', () => {
    const share = (value: number) => measure({ value }, { unit: 'percent', of: 'all', name: 'Share' });
    const all = measure({ value: 100 }, { name: 'All' });
    expect(seen({ all, share: share(3) })).toEqual({ all: 100, share: 'suppressed' });
    expect(seen({ all, share: share(97) })).toEqual({ all: 100, share: 'suppressed' });
    expect(seen({ all, share: share(50) })).toEqual({ all: 100, share: 50 });
    expect(seen({ all, share: share(0) })).toEqual({ all: 100, share: 0 });
    expect(seen({ all, share: share(100) })).toEqual({ all: 100, share: 100 });
    const base = { value: { value: 20 } };
    expect(seen({ share: measure({ value: 10 }, { unit: 'percent', base }) })).toEqual({
      share: 'suppressed',
    });
  });
});

describe('no more is hidden than must be', () => {
  const part = (value: number, state?: Figure['state']) =>
    measure({ value, state }, { of: 'all', name: `${value}` });
  const all = (value: number) => measure({ value }, { name: 'All' });

  test('one other part, the smallest that is not 0', () => {
    const measures = { all: all(67), a: part(3), b: part(29), c: part(35), d: part(0) };
    expect(seen(measures)).toEqual({ all: 67, a: 'suppressed', b: 'suppressed', c: 35, d: 0 });
  });

  test('two small ones guard each other, unless their sum gives them away', () => {
    expect(seen({ all: all(45), a: part(2), b: part(4), c: part(39) })).toMatchObject({ all: 45, c: 39 });
    expect(seen({ all: all(42), a: part(1), b: part(2), c: part(39) })).toMatchObject({
      all: 42,
      c: 'suppressed',
    });
    const ones = { a: part(1), b: part(1), c: part(1), d: part(1), e: part(1) };
    expect(seen({ all: all(45), ...ones, f: part(40) })).toMatchObject({ all: 45, f: 'suppressed' });
  });

  test('the total, where no part can', () => {
    expect(seen({ all: all(217), a: part(217, 'restricted') })).toEqual({
      all: 'restricted',
      a: 'restricted',
    });
  });

  test('nothing that a later one has made needless', () => {
    const both = { area: 'Riverside and Hilltop', value: { value: 87340 } };
    const hilltop = { area: 'Hilltop', value: { value: 39127 } };
    const waiting = measure(
      { value: 48213, state: 'restricted' },
      {
        name: 'Waiting',
        comparators: { hilltop, both },
        series: [{ period: '2022', value: { value: 20531 } }],
      },
    );
    const base = { period: '2022', value: { value: 20531 } };
    const change = measure({ value: 27682 }, { name: 'Change', built_on: 'waiting', change: true, base });
    const shown = publicOf({ waiting, change });
    expect(shown['waiting']?.series?.[0]?.value.value).toBe(20531);
    expect(shown['waiting']?.comparators?.['both']?.value.value).toBe(87340);
    expect(shown['waiting']?.comparators?.['hilltop']?.value).toEqual({ state: 'restricted' });
    expect(shown['change']?.value).toEqual({ state: 'restricted' });
    expect(shown['change']?.base?.value.value).toBe(20531);
  });

  test('an earlier point that a change gives back, wherever it stands', () => {
    const series = [{ period: '2022', value: { value: 3 } }];
    const waiting = measure({ value: 60 }, { name: 'Waiting', series });
    const base = { period: '2022', value: { state: 'not-provided' } } as const;
    const rise = measure({ value: 57 }, { name: 'Rise', built_on: 'waiting', change: true, base });
    expect(seen({ waiting, rise })).toEqual({ waiting: 60, rise: 'suppressed' });
  });

  const [sixty, six] = [{ share: { value: 60 } }, { amount: { value: 600 } }];
  const four: Participant = { name: 'Beeby', amount: { value: 400, state: 'restricted' } };

  test('what one authority of a grant has, which another’s leaves over', () => {
    const none = [undefined, undefined];
    expect(grantTo([{ name: 'Ashby', ...six }, four])).toEqual({ whole: 1000, numbers: [none, none] });
    expect(grantTo([{ name: 'Ashby', ...sixty }, four])).toEqual({ whole: 1000, numbers: [none, none] });
    const shares = [
      { name: 'Ashby', ...sixty },
      { name: 'Beeby', share: { value: 40, state: 'restricted' as const } },
    ];
    expect(grantTo(shares)).toEqual({ whole: 1000, numbers: [none, none] });
    const { whole, numbers } = grantTo([{ name: 'Ashby', ...six, ...sixty }, four]);
    expect(numbers?.map(([amount]) => amount)).toEqual(none);
    expect([whole, numbers?.[0]?.[1]]).toContain(undefined);
  });

  test('and nothing, where a third authority has what nobody states', () => {
    const three: Participant = { name: 'Beeby', amount: { value: 300, state: 'restricted' } };
    for (const own of [six, sixty]) {
      const { numbers } = grantTo([{ name: 'Ashby', ...own }, three, { name: 'Ceeby' }]);
      expect(numbers?.[0]).toEqual([own === six ? 600 : undefined, own === sixty ? 60 : undefined]);
    }
  });

  test('nothing, where the parts are not all there is, or overlap', () => {
    expect(seen({ all: all(538), a: part(3), b: part(160) })).toEqual({ all: 538, a: 'suppressed', b: 160 });
    expect(seen({ all: all(60), a: part(3), b: part(50), c: part(40) })).toMatchObject({ b: 50, c: 40 });
  });

  test('but of parts that are divided twice, those that add up', () => {
    const twice = { a: part(3), b: part(197), c: part(60), d: part(140) };
    expect(seen({ all: all(200), ...twice })).toEqual({
      all: 200,
      a: 'suppressed',
      b: 'suppressed',
      c: 60,
      d: 140,
    });
  });

  test('where only the source knows a part, it is taken for what is missing', () => {
    const unknown = measure({ state: 'suppressed' }, { of: 'all', name: 'Unknown' });
    expect(seen({ all: all(300), a: unknown, b: part(120) })).toMatchObject({ all: 300, b: 'suppressed' });
  });

  test('of our own data, nothing', () => {
    const own = examined(ownInputs()).ready?.project;
    expect(own?.partners.length).toBeGreaterThan(3);
    for (const partner of own?.partners ?? [])
      expect(own && hiddenIn(own, partner).size, partner.slug).toBe(0);
  });
});

test('a figure is hidden wherever a schema has one', () => {
  const secret = 987654321;
  const restrict = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(restrict);
    const keys = Object.keys(value);
    const known = ['value', 'low', 'high', 'form', 'state', 'note'];
    const isStep = 'state' in value && ['done', 'planned'].includes(String(value.state));
    if (
      keys.length > 0 &&
      keys.every((key) => known.includes(key)) &&
      !('value' in value && typeof value.value === 'object') &&
      !isStep
    )
      return { value: secret, state: 'restricted', note: String(secret) };
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restrict(inner)]));
  };
  const boundary = examined(load({ ...folders, data: join(fixtures, 'boundary') }), {
    audience: 'internal',
  }).ready;
  const partners = [...project.partners, ...(boundary?.project.partners ?? [])];
  let figures = 0;
  for (const partner of partners) {
    const { slug, partnership, papers, meetings, returns, ...single } = partner;
    // Only the records: the texts of the files hold what their authors wrote.
    const filed = Object.entries<Filed<unknown> | undefined>(single).flatMap(([name, own]) => {
      if (!own) return [];
      const { source: from, record } = own;
      return [[name, { source: { ...from, text: '', value: null }, record: restrict(record) }]];
    });
    const everything = {
      slug,
      partnership,
      papers,
      meetings,
      returns,
      ...Object.fromEntries(filed),
    } as Partner;
    figures += JSON.stringify(everything).split(String(secret)).length - 1;
    expect(JSON.stringify(forPublic(project, everything))).not.toContain(String(secret));
  }
  expect(figures).toBeGreaterThan(100);
});

describe('nothing can be worked out by subtraction', () => {
  test('from parts and their total, whatever they are', () => {
    const figure = fc.record({
      value: few,
      isRestricted: fc.integer({ max: 7, min: 0 }).map((n) => n === 0),
    });
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 0, 1, 3, 9),
        (parts, rest) => {
          const total = parts.reduce((sum: number, { value }) => sum + value, rest);
          const entries = parts.map(({ value, isRestricted }, i): [string, Measure] => {
            const state = isRestricted ? ({ state: 'restricted' } as const) : {};
            return [`part-${i}`, measure({ value, ...state }, { name: `Part ${i}`, of: 'all' })];
          });
          const shown = publicOf({
            all: measure({ value: total }, { name: 'All' }),
            ...Object.fromEntries(entries),
          });
          const known: Known = new Map(
            Object.entries(shown).map(([id, { value }]) => [id, readerSees(value)]),
          );
          const names = entries.map(([id]) => id);
          // Where the parts are all there is, the reader can add them up.
          const sums: Sum[] = rest === 0 ? [{ whole: 'all', parts: names }] : [];
          for (const [id, { value }] of entries) {
            const secret = value.state === 'restricted' || isSmall(value.value ?? 0);
            if (!secret) continue;
            expect(shown[id]?.value.value).toBeUndefined();
            expect(canTell(sums, known, id, value.value ?? 0), id).toBe(false);
          }
          const printed = names.flatMap((id) => shown[id]?.value.value ?? []);
          const left = (shown['all']?.value.value ?? Infinity) - printed.reduce((sum, n) => sum + n, 0);
          if (printed.length > 0) expect(isSmall(left)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('from a table of parts and areas, each with its totals', () => {
    const row = fc.array(few, { minLength: 2, maxLength: 3 });
    const table = row.chain((first) =>
      fc.tuple(fc.constant(first), fc.array(few, { minLength: first.length, maxLength: first.length })),
    );
    fc.assert(
      fc.property(table, ([riverside, hilltop]) => {
        const line = (name: string, here: number, there: number, of?: string) =>
          measure(
            { value: here },
            {
              name,
              of,
              comparators: {
                hilltop: { area: 'Hilltop', value: { value: there } },
                both: { area: 'Riverside and Hilltop', value: { value: here + there } },
              },
            },
          );
        const add = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
        const parts = riverside.map((here, i): [string, Measure] => [
          `part-${i}`,
          line(`Part ${i}`, here, hilltop[i] ?? 0, 'all'),
        ]);
        const measures = { all: line('All', add(riverside), add(hilltop)), ...Object.fromEntries(parts) };
        const cells = (all: Record<string, Measure>) =>
          Object.entries(all).flatMap(([id, { value, comparators = {} }]): [string, Figure][] => [
            [`${id} here`, value],
            ...Object.entries(comparators).map(([area, other]): [string, Figure] => [
              `${id} ${area}`,
              other.value,
            ]),
          ]);
        const known: Known = new Map(
          cells(publicOf(measures)).map(([name, figure]) => [name, readerSees(figure)]),
        );
        const ids = parts.map(([id]) => id);
        const sums: Sum[] = [
          ...['here', 'hilltop', 'both'].map((area) => ({
            whole: `all ${area}`,
            parts: ids.map((id) => `${id} ${area}`),
          })),
          ...['all', ...ids].map((id) => ({ whole: `${id} both`, parts: [`${id} here`, `${id} hilltop`] })),
        ];
        for (const [name, { value = 0 }] of cells(measures))
          if (isSmall(value)) expect(canTell(sums, known, name, value), name).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
