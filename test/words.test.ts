import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, firstDay, isDay, isFinancialYear, isLooseDate, lastDay } from '../src/dates.ts';
import { reached, statusOf } from '../src/milestone.ts';
import type { NationalMilestone, Progress } from '../src/records.ts';
import { quotationsIn } from '../src/prose.ts';
import { formatter } from '../src/render/format.ts';
import { wordsOf } from '../src/words.ts';
import { total } from '../src/sum.ts';
import { factsOf } from '../src/facts.ts';
import { examined, fixtureInputs } from './project.ts';

const project = examined(fixtureInputs()).ready?.project;
if (!project) throw new Error('the fixtures have errors');
const words = wordsOf(project.config.wording.record);
const { units } = project.config.units.record;
const source = { id: 'x' };

test.each([
  [1, 'up, 1 percentage point'],
  [2.5, 'up, 2.5 percentage points'],
])('a movement of %d in per cent reads %s', (value, text) => {
  expect(words.movement({ kind: 'up', size: { value } }, units['percent'])).toBe(text);
});

describe('figures', () => {
  test.each([
    [{ value: 538 }, 'tests', '538'],
    [{ value: 1234567 }, 'tests', '1,234,567'],
    [{ value: 5.9 }, 'per-1000', '5.9'],
    [{ value: -0.5 }, 'per-1000', '\u22120.5'],
    [{ value: 795000, form: 'about' }, 'pounds', 'about £795,000'],
    [{ value: 1234.5 }, 'pounds', '£1,234.50'],
    [{ value: -12, form: 'exact' }, 'pounds', '\u2212£12'],
    [{ value: 60000, form: 'less-than' }, 'pounds', 'less than £60,000'],
    [{ value: 53000000, form: 'up-to' }, 'pounds', 'up to £53,000,000'],
    [{ value: 300000, form: 'over' }, 'tests', 'over 300,000'],
    [{ low: 1, high: 2, form: 'range' }, 'percent', '1% to 2%'],
    [{ value: 3, state: 'provisional' }, 'tests', '3 (provisional)'],
    [{ state: 'not-provided' }, 'tests', 'not provided'],
    [{ state: 'suppressed' }, 'tests', 'suppressed'],
    [{ state: 'restricted' }, 'tests', 'restricted'],
    [{ value: 7, state: 'restricted' }, 'tests', '7 (restricted)'],
    [{}, 'tests', 'not provided'],
  ] as const)('%j in %s reads %s', (figure, unit, text) => {
    expect(words.figure(figure, units[unit], 'prose')).toBe(text);
  });

  test('a figure that is not there never reads as a number', () => {
    const states = [
      'restricted',
      'suppressed',
      'not-provided',
      'not-available',
      'not-applicable',
      'unknown',
    ] as const;
    for (const state of states) expect(words.figure({ state })).not.toMatch(/\d/);
  });

  test.each([
    [
      [
        { value: 795000, form: 'about' },
        { value: 1300000, form: 'about' },
      ],
      'about 2,100,000',
    ],
    [[{ value: 1000 }, { state: 'not-provided' }], 'at least 1,000'],
    [
      [
        { value: 1000, form: 'about' },
        { state: 'restricted', value: 5 },
      ],
      'at least about 1,000',
    ],
    [[{ value: 1000 }, { value: 60, form: 'less-than' }], 'up to 1,060'],
    [[{ value: 60, form: 'less-than' }, { state: 'unknown' }], 'not known'],
    [[{ state: 'suppressed' }, { state: 'not-provided' }], 'not known'],
    [[{ value: 0.1 }, { value: 0.2 }], '0.30'],
    [[{ value: 100, state: 'provisional' }, { value: 1 }], '101 (provisional)'],
    [[{ low: 1, high: 2, form: 'range' }, { value: 3 }], '4 to 5'],
  ] as const)('%j add up to %s', (figures, text) => expect(words.total(total(figures))).toBe(text));

  test.each([
    [{ value: 20 }, '+20%'],
    [{ value: -5 }, '−5%'],
    [{ value: 20, form: 'over' }, 'over +20%'],
    [{ low: 10, high: 20, form: 'range' }, '+10% to +20%'],
    [{ state: 'unknown' }, 'not known'],
  ] as const)('a change of %j is told as %s', (figure, text) =>
    expect(words.change(figure, { kind: 'percent', label: 'per cent' })).toBe(text),
  );

  test('grouping keeps every digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        const text = words.figure({ value });
        expect(Number(text.replaceAll(',', '').replace('\u2212', '-'))).toBe(value);
        expect(text).toMatch(/^\u2212?\d{1,3}(,\d{3})*$/);
      }),
    );
  });
});

describe('text', () => {
  test.each([
    ["\"quoted\" and 'single' and it's", '“quoted” and ‘single’ and it’s'],
    ['31 December 2022', '31\u00a0December\u00a02022'],
    ['Table 1 and paragraph 2.3', 'Table\u00a01 and paragraph\u00a02.3'],
    ['a - b', 'a – b'],
    ['79 days', '79\u00a0days'],
    ['at least about 5', 'at least about\u00a05'],
    ['Owner, 3 of 12', 'Owner, 3\u00a0of\u00a012'],
    ['Budget, £', 'Budget,\u00a0£'],
    ['the £ of £5', 'the\u00a0£ of £5'],
  ])('%s is typeset', (plain, typeset) => expect(words.typeset(plain)).toBe(typeset));

  test('any text of the data is escaped in HTML', () => {
    const [partner] = project.partners;
    if (!partner) throw new Error('there is no partnership');
    const facts = factsOf(project.config, partner, '2024-06-30');
    fc.assert(
      fc.property(fc.string(), (text) => {
        const format = formatter(project.config, facts);
        for (const html of [format.text(text), format.heading(text), format.cell('text', text)]) {
          expect(html).not.toMatch(/<|>|"|'|&(?!(amp|lt|gt|quot|#39);)/);
        }
      }),
    );
    const format = formatter(project.config, facts);
    const hostile =
      '<img src=x onerror=alert(1)> ![i](http://a/b) [l](javascript:alert(1)) <script>x</script> # h';
    expect(format.blocks(hostile)).not.toMatch(/<(img|script|h1|a )/);
  });

  test('words of another language are marked with its code, and what only looks like it is text', () => {
    const [partner] = project.partners;
    if (!partner) throw new Error('there is no partnership');
    const format = formatter(project.config, factsOf(project.config, partner, '2024-06-30'));
    expect(format.inline('Iechyd: :cy[iechyd da] and :pt-BR[*saúde* {x}].')).toBe(
      'Iechyd: <em lang="cy">iechyd da</em> and <em lang="pt-BR">*saúde* {x}</em>.',
    );
    expect(format.inline('at 10:30 :Welsh[x] :cy"[x] :cy[]')).not.toContain('lang');
    expect(format.inline(':cy["><b>]')).toBe('<em lang="cy">“&gt;&lt;b&gt;</em>');
  });

  test('an abbreviation is spelled out as its sentence goes on, over lines and emphasis', () => {
    const [partner] = project.partners;
    if (!partner) throw new Error('there is no partnership');
    const facts = factsOf(project.config, partner, '2024-06-30');
    const said = (text: string) =>
      formatter(project.config, facts)
        .inline(text)
        .replaceAll(/<[^>]*>|\n/g, ' ');
    expect(said('It follows the\nOHID')).toContain(
      'the Office for Health Improvement and Disparities (OHID)',
    );
    expect(said('Led by *OHID*')).toContain('the Office for Health Improvement');
    expect(said('From the\nPHG')).toContain('the public health grant (PHG)');
    expect(said('*PHG* is spent. OHID')).toMatch(/^ Public health grant .* The Office for Health/);
  });

  test('a quotation is found where it stands, and an escaped one is text', () => {
    expect(quotationsIn('{a.b} and {a.b}, \\{not.this}, {Not This}, {x}')).toEqual([
      { path: 'a.b', nth: 0 },
      { path: 'a.b', nth: 1 },
      // Misspelt, and so an error rather than a text with braces in it.
      { path: 'Not This', nth: 0 },
      { path: 'x', nth: 0 },
    ]);
  });
});

describe('dates', () => {
  test('only days that exist are days', () => {
    expect(['2024-02-29', '2023-12-31'].every(isDay)).toBe(true);
    expect(['2023-02-29', '2023-2-1', '2023-13-01', '20 March 2023', ''].some(isDay)).toBe(false);
    expect(['2023', '2023-04', '2023-04-30'].every(isLooseDate)).toBe(true);
    expect(['2023-00', '23', '2023-04-31'].some(isLooseDate)).toBe(false);
  });

  test('a financial year runs into the next', () => {
    expect(['2023/24', '1999/00', '2009/10'].every(isFinancialYear)).toBe(true);
    expect(['2002/23', '2023-24', '2023/2024', '2023'].some(isFinancialYear)).toBe(false);
  });

  test('a month ends on its last day', () => {
    expect(['2023-04', '2024-02', '2023', '2023-04-02'].map(lastDay)).toEqual([
      '2023-04-30',
      '2024-02-29',
      '2023-12-31',
      '2023-04-02',
    ]);
    expect(['2023-04', '2023', '2023-04-02'].map(firstDay)).toEqual([
      '2023-04-01',
      '2023-01-01',
      '2023-04-02',
    ]);
  });

  test('days are counted, whatever the zone', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [from, to] = [a.toISOString().slice(0, 10), b.toISOString().slice(0, 10)];
        expect(daysBetween(from, to)).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
      }),
    );
  });
});

describe('the status of a milestone', () => {
  const agree: NationalMilestone = {
    number: 'M6',
    title: 'Agree',
    short: 'Agreed',
    due: '2022-12-31',
    met_by: 'agreed',
    source,
    confidence: 'sourced',
  };
  const at = (day: string, progress?: Omit<Progress, 'source'>, definition = agree) =>
    statusOf(definition, progress && { ...progress, source }, day);

  test.each([
    ['2022-12-31', undefined, { kind: 'not-yet-due' }],
    ['2023-01-01', {}, { kind: 'overdue', days: 1 }],
    ['2023-01-01', undefined, { kind: 'not-provided' }],
    ['2023-03-20', { drafted: { state: 'done' } }, { kind: 'overdue', days: 79 }],
    ['2023-03-20', { agreed: { state: 'planned', date: '2023-01-31' } }, { kind: 'overdue', days: 79 }],
    ['2023-03-20', { agreed: { state: 'done' } }, { kind: 'done-undated' }],
    ['2023-03-20', { agreed: { state: 'done', date: '2022-12-31' } }, { kind: 'met-on-time' }],
    [
      '2023-03-20',
      { agreed: { state: 'done', date: '2023-01-03' } },
      { kind: 'met-late', days: 3, at_least: false },
    ],
    [
      '2023-03-20',
      { agreed: { state: 'done', date: '2023-02' } },
      { kind: 'met-late', days: 32, at_least: true },
    ],
    ['2023-03-20', { agreed: { state: 'done', date: '2022' } }, { kind: 'met-on-time' }],
    [
      '2023-03-20',
      { agreed: { state: 'done', date: '2023-10', doubt: 'too late' } },
      { kind: 'done-doubted' },
    ],
    ['2023-03-20', { agreed: { state: 'done', date: '2023-03-21' } }, { kind: 'overdue', days: 79 }],
  ] as const)('as at %s, %j is %j', (day, progress, status) => expect(at(day, progress)).toEqual(status));

  test('a date no closer than a year leaves open whether it was late', () => {
    const midyear = { ...agree, due: '2022-08-01' };
    expect(at('2023-03-20', { agreed: { state: 'done', date: '2022' } }, midyear)).toEqual({
      kind: 'done-unclear',
    });
  });

  test('without a due date nothing is late, nor on time', () => {
    const open: NationalMilestone = { ...agree, due: undefined };
    expect(at('2030-01-01', undefined, open)).toEqual({ kind: 'no-due-date' });
    expect(at('2030-01-01', { agreed: { state: 'done', date: '2029-01-01' } }, open)).toEqual({
      kind: 'done',
    });
  });

  test('the furthest step is told, and whether it meets the milestone', () => {
    expect(reached(agree, { drafted: { state: 'done', date: '2022-12' }, source }, '2023-03-20')).toEqual({
      step: 'drafted',
      date: '2022-12',
      doubt: null,
      meets: false,
    });
    expect(
      reached(agree, { agreed: { state: 'done' }, published: { state: 'done' }, source }, '2023-03-20'),
    ).toMatchObject({ step: 'agreed', meets: true });
    expect(reached(agree, undefined, '2023-03-20')).toBeNull();
  });
});
