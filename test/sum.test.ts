import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../src/records.ts';
import { difference, total } from '../src/sum.ts';

const forms = ['exact', 'about', 'up-to', 'less-than', 'over', 'range'] as const;
const countable = [undefined, 'known', 'provisional'] as const;
const uncountable = [
  'indicative',
  'corrected',
  'restricted',
  'suppressed',
  'not-provided',
  'not-available',
  'not-applicable',
  'unknown',
] as const;

// Amounts in pounds, to the penny.
const pounds = fc.integer({ min: 0, max: 1_000_000_000 }).map((pennies) => pennies / 100);
const figure = (states: readonly Figure['state'][]): fc.Arbitrary<Figure> =>
  fc
    .tuple(fc.constantFrom(undefined, ...forms), fc.constantFrom(...states), pounds, pounds)
    .map(([form, state, one, two]) =>
      form === 'range'
        ? { form, state, low: Math.min(one, two), high: Math.max(one, two) }
        : { form, state, value: one },
    );
const counted = figure(countable);
const uncounted = figure(uncountable);

describe('unknown is never 0', () => {
  test('a number in any state but known or provisional never enters a sum', () => {
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1 }), uncounted, fc.nat(), (figures, extra, at) => {
        const place = at % (figures.length + 1);
        const [without, sum] = [total(figures), total(figures.toSpliced(place, 0, extra))];
        expect([sum.low, sum.high]).toEqual([without.low, without.high]);
        expect(sum.form).toBe('at-least');
        expect(sum.approximate).toBe(without.approximate);
        expect([sum.known, sum.parts]).toEqual([figures.length, figures.length + 1]);
      }),
    );
  });

  test('a figure without its number is not counted, in whatever state', () => {
    const empty = fc
      .tuple(fc.constantFrom(undefined, ...forms), fc.constantFrom(...countable, ...uncountable))
      .map(([form, state]): Figure => ({ form, state }));
    fc.assert(
      fc.property(counted, empty, (one, none) => {
        expect(total([one, none])).toEqual({ ...total([one]), form: 'at-least', parts: 2 });
      }),
    );
  });

  test('a range with one end open is not counted', () => {
    expect(total([{ value: 1 }, { form: 'range', low: 2 }])).toMatchObject({
      form: 'at-least',
      low: 1,
      known: 1,
    });
    expect(total([{ value: 1 }, { form: 'range', high: 2 }])).toMatchObject({
      form: 'at-least',
      low: 1,
      known: 1,
    });
  });

  test('nothing that can be counted makes an unknown total, not 0', () => {
    fc.assert(
      fc.property(fc.array(uncounted), (figures) => {
        expect(total(figures)).toMatchObject({ form: 'unknown', known: 0, parts: figures.length });
      }),
    );
  });

  test('a true 0 is counted', () => {
    expect(total([{ value: 0 }, { value: 0 }])).toMatchObject({ form: 'exact', low: 0, high: 0, known: 2 });
  });
});

describe('what the parts were stays in the total', () => {
  test('the order of the parts changes nothing', () => {
    const shuffled = fc
      .array(fc.oneof(counted, uncounted))
      .chain((figures) =>
        fc.tuple(
          fc.constant(figures),
          fc.shuffledSubarray(figures, { minLength: figures.length, maxLength: figures.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([figures, others]) => {
        expect(total(others)).toEqual(total(figures));
      }),
    );
  });

  test('about stays about', () => {
    fc.assert(
      fc.property(fc.array(counted), pounds, (figures, value) => {
        expect(total([...figures, { value, form: 'about' }]).approximate).toBe(true);
        const exact = figures.filter(({ form }) => form !== 'about');
        expect(total([...exact, { value }]).approximate).toBe(false);
      }),
    );
  });

  test('about of what cannot be counted does not make the rest about', () => {
    const hidden: Figure = { value: 2, form: 'about', state: 'restricted' };
    expect(total([{ value: 1 }, hidden])).toMatchObject({ form: 'at-least', approximate: false });
  });

  test.each([
    [[{ value: 100 }, { value: 60, form: 'up-to' }], { form: 'up-to', low: 100, high: 160 }],
    [[{ value: 100 }, { value: 60, form: 'less-than' }], { form: 'up-to', low: 100, high: 160 }],
    [[{ value: 60, form: 'less-than' }], { form: 'up-to', low: 0, high: 60 }],
    [[{ value: 100 }, { value: 60, form: 'over' }], { form: 'at-least', low: 160, high: Infinity }],
    [
      [
        { value: 100, form: 'up-to' },
        { value: 60, form: 'over' },
      ],
      { form: 'at-least', low: 60, high: Infinity },
    ],
    [[{ value: 100 }, { low: 1, high: 3, form: 'range' }], { form: 'range', low: 101, high: 103 }],
    [
      [
        { value: 60, form: 'up-to' },
        { low: 1, high: 3, form: 'range' },
      ],
      { form: 'up-to', low: 1, high: 63 },
    ],
    [[{ value: 100 }, { value: 60, state: 'provisional' }], { form: 'exact', low: 160, high: 160 }],
    [[{ value: 795000, form: 'about' }, { value: 1 }], { form: 'exact', low: 795001, approximate: true }],
  ] as const)('%j adds up to %j', (figures, expected) => expect(total(figures)).toMatchObject(expected));

  test('the form of a total says no more than its parts do', () => {
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1 }), (figures) => {
        const { form, low, high } = total(figures);
        expect(low).toBeLessThanOrEqual(high);
        expect(form === 'exact').toBe(low === high);
        expect(form === 'at-least').toBe(high === Infinity);
        if (form === 'range') expect(figures.some((part) => part.form === 'range')).toBe(true);
        if (form === 'up-to')
          expect(figures.some((part) => part.form === 'up-to' || part.form === 'less-than')).toBe(true);
      }),
    );
  });
});

describe('pennies', () => {
  test('are added exactly', () => {
    expect(total([{ value: 0.1 }, { value: 0.2 }]).low).toBe(0.3);
    expect(total([{ value: 1e-7 }, { value: 2e-7 }]).low).toBe(3e-7);
    const pennies = fc.array(fc.integer({ min: -100_000_000, max: 100_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(pennies, (parts) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        expect(total(parts.map((part) => ({ value: part / 100 }))).low).toBe(sum / 100);
      }),
    );
  });

  test('a difference is told to the penny', () => {
    expect(difference({ value: 0.3 }, [{ value: 0.1 }, { value: 0.2 }])).toBe(0);
    expect(difference({ value: 0.3 }, [{ value: 0.1 }, { value: 0.21 }])).toBe(-0.01);
    expect(difference({ value: 795001 }, [{ value: 700000 }, { value: 95000 }])).toBe(1);
    const pennies = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.array(pennies, { minLength: 1 }), pennies, (parts, stated) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        const figures = parts.map((part) => ({ value: part / 100 }));
        expect(difference({ value: stated / 100 }, figures)).toBe((stated - sum) / 100);
      }),
    );
  });

  test.each([
    [{ value: 100, form: 'about' }, [{ value: 99 }]],
    [{ value: 100, state: 'restricted' }, [{ value: 99 }]],
    [{ state: 'not-provided' }, [{ value: 99 }]],
    [{ value: 100 }, [{ value: 99, form: 'about' }]],
    [{ value: 100 }, [{ value: 60 }, { state: 'not-provided' }]],
    [{ value: 100 }, [{ value: 60, form: 'less-than' }]],
    [{ value: 100 }, []],
  ] as const)('between %j and the parts %j nothing can be told', (stated, parts) =>
    expect(difference(stated, parts)).toBeUndefined(),
  );
});
