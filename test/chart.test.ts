import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import fc from 'fast-check';
import type { Browser as Running, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../src/chart/text.ts';
import { conform } from '../src/conform/index.ts';
import type { Status } from '../src/milestone.ts';
import { findBrowser } from '../src/print/browser.ts';
import { openPrinter } from '../src/print/index.ts';
import type { Chart, Figure } from '../src/records.ts';
import { wordsOf } from '../src/words.ts';
import type { Said } from '../src/words.ts';
import { grants, milestones, pageOf, point, series, trend, unit, wording } from './chart.ts';
import { readPdf } from './pdf.ts';
import type { PdfFacts, Tag } from './pdf.ts';
import { root } from './project.ts';
import { openBrowser } from './screen.ts';

const words = wordsOf(wording);
const say = (parts: readonly unknown[]) => words.say(parts as Said[]);
const described = (chart: Chart | undefined) => (chart ? say(chart.description) : undefined);
const printed = (chart: Chart | undefined) => chart?.labels.map(({ parts }) => say(parts)) ?? [];
const noted = (chart: Chart | undefined) =>
  chart?.notes.map(({ about, parts }) => `${about}: ${say(parts)}`) ?? [];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The ends of a path's lines and arcs, on the page. */
function vertices({ x, y, d }: Chart['marks'][number]): [number, number][] {
  return [...d.matchAll(/([MLA])([^MLAZ]*)/g)].map(([, , numbers = '']) => {
    const [dx = 0, dy = 0] = numbers.split(/[ ,]/).slice(-2).map(Number);
    return [x + dx, y + dy];
  });
}

function textBox({ x, y, anchor, parts }: Chart['labels'][number]): Box {
  const width = widthOf(say(parts));
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - 9.4, bottom: y + 2.6 };
}

/** Whatever leaves the drawing, and whatever text meets another. */
function faults(chart: Chart): string[] {
  const texts = chart.labels.map((label) => ({ said: say(label.parts), box: textBox(label) }));
  const outside = ({ left, right, top, bottom }: Box) =>
    !(left >= -0.2 && top >= -0.2 && right <= chart.width + 0.2 && bottom <= chart.height + 0.2);
  const lost = chart.marks.filter((mark) =>
    vertices(mark).some(([x, y]) => outside({ left: x, right: x, top: y, bottom: y })),
  );
  const met = texts.flatMap(({ said, box }, index) =>
    texts
      .slice(index + 1)
      .filter(
        ({ box: other }) =>
          box.left < other.right - 0.2 &&
          other.left < box.right - 0.2 &&
          box.top < other.bottom - 0.2 &&
          other.top < box.bottom - 0.2,
      )
      .map((other) => `“${said}” meets “${other.said}”`),
  );
  return [
    ...lost.map(({ as, d }) => `${as} ${d} leaves the drawing`),
    ...texts.filter(({ box }) => outside(box)).map(({ said }) => `“${said}” leaves the drawing`),
    ...met,
  ];
}

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -1e12, max: 1e12 }),
  fc.integer({ min: 1, max: 1e5 }).map((n) => n / 1000),
  fc.constant(0),
);
const state = fc.constantFrom('known', 'provisional', 'indicative', 'corrected', undefined) as fc.Arbitrary<
  Figure['state']
>;
const numbered: fc.Arbitrary<Figure> = fc.oneof(
  fc.record({ value: number, form: fc.constantFrom('exact', 'about', 'up-to', 'less-than', 'over'), state }),
  fc.record({ low: number, high: number, form: fc.constant('range' as const), state }),
);
const numberless: fc.Arbitrary<Figure> = fc
  .constantFrom('suppressed', 'not-provided', 'not-available', 'not-applicable', 'unknown', 'restricted')
  .map((name): Figure => (name === 'restricted' ? { state: name, value: 987654321 } : { state: name }));
const figure = fc.oneof({ weight: 3, arbitrary: numbered }, { weight: 1, arbitrary: numberless });
const name = fc.oneof(
  fc.constantFrom(
    'Riverside',
    'England',
    'Supplemental Substance Misuse Treatment and Recovery Grant (SSMTRG)',
  ),
  fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzW  '.split('')),
    minLength: 1,
    maxLength: 60,
  }),
);
const years = Array.from(
  { length: 30 },
  (_, i) => `${1995 + i}/${String((1996 + i) % 100).padStart(2, '0')}`,
);
const period = fc.oneof(
  fc.constantFrom(...years),
  fc.constantFrom(...years.map((year) => `12 months to June ${year.slice(0, 4)}`)),
);
const points = fc
  .uniqueArray(fc.tuple(period, figure), { selector: ([label]) => label, maxLength: 24 })
  .map((pairs) => pairs.map(([label, value]) => point(label, value)));
const lines = fc.record({ label: name, points });
const trends = fc
  .record({
    subject: lines,
    comparators: fc.array(lines, { maxLength: 4 }),
    target: fc.option(fc.record({ label: name, figure }), { nil: undefined }),
    unit: fc.constantFrom('people', 'percent', 'pounds', 'per-1000').map(unit),
  })
  .map((input) => trend(input));
const awards = fc.array(
  fc.record({ year: fc.constantFrom('2022/23', '2023/24', 'each year'), name, figure }),
  {
    maxLength: 20,
  },
);
const date = fc.constantFrom(
  '2022-08-01',
  '2022-11',
  '2022-12-31',
  '2023',
  '2023-04',
  '2025-12-31',
  '2019-02-28',
);
const status: fc.Arbitrary<Status> = fc.oneof(
  fc.constantFrom<Status>({ kind: 'done-unclear' }, { kind: 'not-provided' }, { kind: 'met-on-time' }),
  fc.record({
    kind: fc.constantFrom('met-late' as const, 'overdue' as const),
    days: fc.nat(5000),
    at_least: fc.boolean(),
  }),
);
const steps = fc.record(
  { state: fc.constantFrom('done' as const, 'planned' as const), date, doubt: fc.constant('no') },
  { requiredKeys: ['state'] },
);
const milestone = fc.record(
  {
    name,
    due: fc.record({ date: fc.option(date), confirmed: fc.boolean() }),
    step: steps,
    status,
  },
  { requiredKeys: ['name', 'due', 'status'] },
);

describe('whatever it is given', () => {
  const sound = (chart: Chart | undefined): void => {
    expect(chart ? faults(chart) : []).toEqual([]);
  };
  test('a trend stays within its drawing, and no text meets another', () => {
    fc.assert(fc.property(trends, sound), { numRuns: 300 });
  });
  test('so do grants', () => {
    fc.assert(
      fc.property(awards, (list) => sound(grants(list))),
      { numRuns: 300 },
    );
  });
  test('so do milestones', () => {
    const list = fc.array(milestone, { maxLength: 12 });
    fc.assert(
      fc.property(list, (rows) => sound(milestones(rows))),
      { numRuns: 300 },
    );
  });

  test('a restricted number is in no chart, neither as text nor as a length', () => {
    const safe = (chart: Chart | undefined): void => {
      expect(JSON.stringify(chart ?? '')).not.toContain('987654321');
    };
    fc.assert(fc.property(trends, safe));
    fc.assert(fc.property(awards, (list) => safe(grants(list))));
    const withheld = (value: number): Figure => ({ state: 'restricted', value });
    const known = { year: '2022/23', name: 'A', figure: { value: 5 } };
    const two = (value: number) => grants([known, known, { ...known, figure: withheld(value) }]);
    expect(two(1)).toEqual(two(1e9));
  });

  test('the same input gives the same chart', () => {
    fc.assert(
      fc.property(awards, (list) => {
        expect(grants(list)).toEqual(grants(list));
      }),
    );
  });
});

describe('a trend', () => {
  test('is not drawn from one number', () => {
    fc.assert(
      fc.property(numbered, fc.array(numberless, { maxLength: 8 }), (one, others) => {
        const labelled = Object.fromEntries([one, ...others].map((value, i) => [years[i] ?? '', value]));
        expect(trend({ subject: series('Riverside', labelled) })).toBeUndefined();
      }),
    );
    const twice = { label: 'Riverside', points: [point('2021', { value: 1 }), point('2021', { value: 2 })] };
    expect(trend({ subject: twice })).toBeUndefined();
  });

  test('never bridges a gap', () => {
    const gapped = fc.array(figure, { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(gapped, (figures) => {
        // Without spans each period stands where its turn is.
        const list = figures.map((value, i) => ({ period: `p${i}`, figure: value }));
        const chart = trend({ subject: { label: 'Riverside', points: list } });
        if (!chart) return;
        const ticks = chart.marks.filter(({ as, d }) => as === 'axis' && d === 'M0,0L0,4').map(({ x }) => x);
        expect(ticks).toHaveLength(list.length);
        const gaps = ticks.filter((_, i) => figures[i]?.value === undefined && figures[i]?.low === undefined);
        for (const mark of chart.marks.filter(({ as }) => /^(line|band)/.test(as))) {
          const xs = vertices(mark).map(([x]) => x);
          const [from, to] = [Math.min(...xs), Math.max(...xs)];
          expect(gaps.filter((x) => x > from && x < to)).toEqual([]);
        }
      }),
    );
  });

  const joined = (chart: Chart | undefined) => chart?.marks.filter(({ as }) => as.startsWith('line')).length;

  test('leaves a line open where a period is missing from the data altogether, and says so', () => {
    const given = (...labels: string[]) =>
      trend({
        subject: series('Riverside', Object.fromEntries(labels.map((label, i) => [label, { value: i + 5 }]))),
      });
    const whole = given('2018/19', '2019/20', '2020/21', '2021/22');
    expect(joined(whole)).toBe(1);
    const gap = given('2018/19', '2019/20', '2021/22', '2022/23');
    expect(joined(gap)).toBe(2);
    expect(printed(gap)).toContain('no figure');
    // Two periods of a year that are years apart; and windows that share months are no gap.
    expect(joined(given('2010/11', '2022/23'))).toBe(0);
    expect(joined(given('2016 to 2018', '2017 to 2019', '2018 to 2020'))).toBe(1);
  });

  test('shows a period without a number on its axis, with its state', () => {
    const chart = trend({
      subject: series('Riverside', {
        '2019/20': { value: 50 },
        '2020/21': { state: 'suppressed' },
        '2021/22': { value: 55 },
      }),
    });
    expect(printed(chart)).toEqual(expect.arrayContaining(['2020/21', 'suppressed']));
    expect(joined(chart)).toBe(0);
    expect(described(chart)).toBe('Riverside, people: 2019/20, 50; 2020/21, suppressed; 2021/22, 55. ');
  });

  test('draws a comparator with one number as a point, named with its number and period', () => {
    const subject = series('Riverside', { '2021': { value: 50 }, '2022': { value: 55 } });
    const chart = trend({ subject, comparators: [series('England', { '2021': { value: 53 } })] });
    expect(chart?.marks.filter(({ as }) => as.startsWith('line other'))).toEqual([]);
    expect(chart?.marks.filter(({ as }) => as.startsWith('full other'))).toHaveLength(1);
    expect(printed(chart)).toContain('England 53 (2021)');
  });

  test('starts at 0, or says that it does not', () => {
    const of = (a: number, b: number) =>
      trend({ subject: series('Riverside', { '2021': { value: a }, '2022': { value: b } }) });
    expect(printed(of(50, 80))).toEqual(expect.arrayContaining(['people', '0']));
    expect(printed(of(1260, 1310))[0]).toBe('people; the scale does not start at 0');
    expect(printed(of(1260, 1310))).not.toContain('0');
    expect(printed(of(-5, 80))).toContain('0');
  });

  test('says what of its target and comparators has no number', () => {
    const subject = series('Riverside', { '2021': { value: 50 }, '2022': { value: 55 } });
    const chart = trend({
      subject,
      comparators: [series('England', { '2021': { value: 53 }, '2022': { state: 'not-available' } })],
      target: { label: 'Target', figure: { state: 'not-provided' } },
    });
    expect(noted(chart)).toEqual([
      'No figure: England: 2022, not available',
      'No figure: Target: not provided',
    ]);
  });

  test('tells apart by shape what is about or provisional', () => {
    const marksOf = (value: Figure) =>
      trend({ subject: series('Riverside', { '2021': { value: 50 }, '2022': value, '2023': { value: 55 } }) })
        ?.marks.filter(({ as }) => /subject/.test(as) && !/line|band/.test(as))
        .map(({ as, d }) => `${as} ${d}`)
        .slice(1, -1)
        .join();
    const shapes = [
      marksOf({ value: 52 }),
      marksOf({ value: 52, form: 'about' }),
      marksOf({ value: 52, state: 'provisional' }),
      marksOf({ value: 52, form: 'about', state: 'indicative' }),
      marksOf({ value: 52, form: 'over' }),
      marksOf({ value: 52, form: 'up-to' }),
    ];
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

describe('grants', () => {
  const award = (name: string, value: Figure, year = '2022/23') => ({ year, name, figure: value });
  const bars = (chart: Chart | undefined) =>
    chart?.marks.filter(({ as }) => /^(bar|outline|hatch|dots)/.test(as));

  test('are not drawn from one amount', () => {
    expect(grants([award('A', { value: 5 }), award('B', { state: 'not-provided' })])).toBeUndefined();
  });

  test('without an amount are said and never drawn as 0', () => {
    fc.assert(
      fc.property(fc.array(numberless, { minLength: 1, maxLength: 8 }), (without) => {
        const chart = grants([
          award('A', { value: 5 }),
          award('B', { value: 7 }),
          ...without.map((value, i) => award(`None ${i}`, value)),
        ]);
        expect(bars(chart)).toHaveLength(2);
        expect(printed(chart).filter((text) => text.startsWith('None'))).toEqual([]);
        for (const [i] of without.entries()) expect(noted(chart).join()).toContain(`None ${i}, 2022/23 (`);
      }),
    );
    const nought = grants([award('A', { value: 0 }), award('B', { value: 7 })]);
    expect(printed(nought)).toContain('£0');
  });

  test('have lengths in the proportion of their amounts, and equal ones are equal', () => {
    const chart = grants([
      award('A', { value: 100 }),
      award('B', { value: 200 }),
      award('C', { value: 200 }),
    ]);
    const ends = bars(chart)?.map((mark) => Math.max(...vertices(mark).map(([x]) => x)) - 1) ?? [];
    expect((ends[1] ?? 0) / (ends[0] ?? 1)).toBeCloseTo(2, 1);
    expect(ends[2]).toBe(ends[1]);
  });

  test('are told apart by pattern', () => {
    const looks = (
      [
        { value: 100 },
        { value: 100, form: 'about' },
        { value: 100, state: 'indicative' },
        { value: 100, form: 'up-to' },
        { value: 100, form: 'over' },
        { low: 50, high: 100, form: 'range' },
      ] as const
    ).map((value) => {
      const drawn = bars(grants([award('A', value), award('B', { value: 100 }, '2023/24')])) ?? [];
      const first = drawn.filter(({ y }) => y === drawn[0]?.y);
      return first.map(({ as, d }) => `${as} ${d.endsWith('Z')}`).join();
    });
    expect(new Set(looks).size).toBe(looks.length);
  });
});

describe('milestones', () => {
  const due = (day: string | null, confirmed = true) => ({ date: day, confirmed });
  test('are not drawn from one date', () => {
    expect(
      milestones([{ name: 'A', due: due('2022-12-31'), status: { kind: 'overdue', days: 79 } }]),
    ).toBeUndefined();
  });

  test('done on no known day have no sign and say so; a doubted date is not used', () => {
    const two = [due('2022-08-01'), due('2022-12-31')].map((date, i) => ({
      name: `M${i}`,
      due: date,
      status: { kind: 'not-yet-due' } as const,
    }));
    const count = (chart: Chart | undefined, as: string) =>
      chart?.marks.filter((mark) => mark.as === as).length;
    const undated = milestones([
      ...two,
      { name: 'U', due: due(null), step: { state: 'done' }, status: { kind: 'done-undated' } },
    ]);
    expect(count(undated, 'done')).toBe(0);
    expect(printed(undated)).toContain('undated');
    const doubted = milestones([
      ...two,
      {
        name: 'D',
        due: due(null),
        step: { state: 'done', date: '2022-10-01', doubt: 'no' },
        status: { kind: 'done-doubted' },
      },
    ]);
    expect(count(doubted, 'done')).toBe(0);
    // One for the row, one for the key.
    const planned = milestones([
      ...two,
      {
        name: 'P',
        due: due(null),
        step: { state: 'planned', date: '2023-10-01' },
        status: { kind: 'not-yet-due' },
      },
    ]);
    expect(count(planned, 'planned')).toBe(2);
    expect(count(planned, 'done')).toBe(0);
    // What is late has a line of its own, which the key explains where there is one.
    expect(printed(planned)).not.toContain('late');
    const late = { name: 'L', due: due('2022-11'), status: { kind: 'overdue', days: 4 } as const };
    expect(printed(milestones([...two, late]))).toContain('late');
    expect(printed(milestones([...two, late]))).toContain('some time in that month');
  });

  test('show a loose date as the span that it may mean', () => {
    const chart = milestones(
      [
        {
          name: 'A',
          due: due('2022-11'),
          step: { state: 'done', date: '2023' },
          status: { kind: 'done-unclear' },
        },
      ],
      '2023-12-31',
    );
    const width = (as: string) => {
      const mark = chart?.marks.find((one) => one.as === as);
      const xs = mark ? vertices(mark).map(([x]) => x) : [];
      return Math.max(...xs) - Math.min(...xs);
    };
    expect(width('span done') / width('span due')).toBeCloseTo(364 / 29, 0);
  });

  test('say each date and status', () => {
    const chart = milestones([
      {
        name: 'Plan agreed',
        due: due('2022-12-31', false),
        step: { state: 'done', date: '2023-01-03' },
        status: { kind: 'met-late', days: 3 },
      },
    ]);
    expect(described(chart)?.replaceAll('\u00a0', ' ')).toBe(
      'As at 20 March 2023. Plan agreed: due 31 December 2022, due date not confirmed, done 3 January 2023, Met 3 days late. ',
    );
    expect(printed(chart)).toContain('due date not confirmed');
  });
});

const rich = [
  trend({
    id: 'treatment',
    title: 'Adults in treatment, Riverside, the South East and England',
    unit: unit('percent'),
    subject: series('Riverside', {
      '2018/19': { value: 48.2 },
      '2019/20': { value: 51 },
      '2020/21': { state: 'not-available' },
      '2021/22': { value: 55.5 },
      '2022/23': { value: 57, form: 'about' },
      '2023/24': { value: 61.3, state: 'provisional' },
    }),
    comparators: [
      series('England', {
        '2018/19': { value: 53 },
        '2020/21': { value: 50.1 },
        '2022/23': { value: 56 },
        '2023/24': { value: 58.9 },
      }),
      series('South East', { '2022/23': { value: 56.4 } }),
    ],
    target: { label: 'Target', figure: { value: 75 } },
  }),
  trend({
    id: 'continuity',
    title: 'Prison leavers in treatment within three weeks, by rolling twelve months',
    subject: series('Riverside and Bareham Combating Drugs and Alcohol Partnership', {
      '12 months to June 2022': { value: 1204 },
      '12 months to September 2022': { low: 1180, high: 1250, form: 'range' },
      '12 months to December 2022': { value: 1262 },
      '12 months to June 2023': { value: 1310, state: 'provisional' },
    }),
  }),
  grants(
    [
      {
        year: '2022/23',
        name: 'Supplemental Substance Misuse Treatment and Recovery Grant',
        figure: { value: 795000, form: 'about' },
      },
      { year: '2022/23', name: 'Project ADDER', figure: { value: 1 } },
      { year: '2023/24', name: 'Public Health Grant', figure: { value: 12345678 } },
      { year: '2023/24', name: 'Housing Support', figure: { value: 5300000, form: 'up-to' } },
      { year: '2023/24', name: 'Clawback', figure: { value: -1400000 } },
      { year: '2024/25', name: 'Public Health Grant', figure: { value: 12900000, state: 'indicative' } },
      {
        year: '2024/25',
        name: 'Individual Placement and Support',
        figure: { low: 200000, high: 3400000, form: 'range' },
      },
      { year: '2024/25', name: 'Probation co-commissioning', figure: { value: 2000000, form: 'over' } },
      { year: 'each year', name: 'Inpatient detoxification', figure: { state: 'not-provided' } },
    ],
    'grants',
  ),
  grants(
    Array.from({ length: 20 }, (_, i) => ({
      year: years[20 + Math.floor(i / 4)] ?? '',
      name: 'Rough Sleeping Drug and Alcohol Treatment Grant of the area',
      figure: { value: (i + 1) * 31234 },
    })),
    'twenty',
    'Twenty grants',
  ),
  milestones([
    {
      name: 'Name the senior responsible owner',
      due: { date: '2022-08-01', confirmed: true },
      step: { state: 'done' },
      status: { kind: 'done-undated' },
    },
    {
      name: 'Agree terms of reference',
      due: { date: '2022-09-30', confirmed: false },
      step: { state: 'done', date: '2022-10-04' },
      status: { kind: 'met-late', days: 4 },
    },
    {
      name: 'Joint needs assessment',
      due: { date: '2022-11', confirmed: true },
      step: { state: 'done', date: '2023-01' },
      status: { kind: 'met-late', days: 32, at_least: true },
    },
    {
      name: 'Agree a delivery plan',
      due: { date: '2022-12-31', confirmed: true },
      step: { state: 'planned', date: '2023-05-31' },
      status: { kind: 'overdue', days: 79 },
    },
    ...Array.from({ length: 6 }, (_, i) => ({
      name: `Later reports to the Joint Combating Drugs Unit ${i}`,
      due: { date: null, confirmed: true },
      status: { kind: 'no-due-date' as const },
    })),
    {
      name: 'First report to the Joint Combating Drugs Unit',
      due: { date: '2023-04', confirmed: true },
      status: { kind: 'not-yet-due' },
    },
  ]),
];

describe('on a page', () => {
  const html = pageOf(rich);
  const machine = { env: process.env, platform: process.platform, arch: process.arch };
  const figures = (tag: Tag): Tag[] => [
    ...(tag.role === 'Figure' ? [tag] : []),
    ...tag.children.flatMap((child) => ('role' in child ? figures(child) : [])),
  ];
  let pdf: PdfFacts;
  let browser: Running;
  let page: Page;

  beforeAll(async () => {
    const found = await findBrowser(machine);
    if (!found) throw new Error('there is no browser to test with');
    const printer = await openPrinter(found, machine, 1);
    // Refuses what is wider than the page, a font that is not ours, and whatever comes from elsewhere.
    const { bytes } = conform(await printer.print(html, 'the charts'), {
      title: 'Charts',
      author: 'A',
      subject: 'S',
      language: 'en-GB',
      date: '2024-06-30',
      keywords: [],
    });
    await printer.close();
    const folder = mkdtempSync(join(tmpdir(), 'cdp-returns-charts-'));
    writeFileSync(join(folder, 'charts.pdf'), bytes);
    pdf = await readPdf(join(folder, 'charts.pdf'));
    rmSync(folder, { recursive: true });
    browser = await openBrowser();
    page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setContent(html);
  });
  afterAll(() => browser.close());

  test('every chart is one figure in the tags, and its alternative says what it shows', () => {
    const tags = pdf.tags.flatMap(figures);
    const alternatives = rich.map((chart) => `${chart?.name} ${described(chart)}`.trim());
    expect(tags.map(({ alt }) => alt?.trim())).toEqual(alternatives);
    // Nothing within a figure is told a second time as a part of its own.
    for (const { children } of tags) expect(children.filter((child) => 'role' in child)).toEqual([]);
    expect(alternatives[2]).toContain('Project ADDER £1. 2023/24: Public Health Grant £12,345,678;');
  });

  test('its text is in the print, each piece once', () => {
    const text = pdf.pages.join('\n').replaceAll(/\s+/g, ' ');
    for (const piece of [
      'about £795,000',
      '£12,900,000 (indicative)',
      'Overdue by 79 days',
      'Target: 75%',
      'no figure',
    ])
      expect(text.split(piece), piece).toHaveLength(2);
    expect(text).toContain('No amount: Inpatient detoxification, each year (not provided).');
  });

  test('no two charts share an id', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([900, 320])(
    'at %i px no text meets another or leaves its drawing, and nothing scrolls sideways',
    async (width) => {
      await page.setViewport({ width, height: 800 });
      const found = await page.evaluate(() =>
        [...document.querySelectorAll('svg')].flatMap((svg) => {
          const frame = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll('text')].map((text) => ({
            said: text.textContent,
            box: text.getBoundingClientRect(),
          }));
          const out = [...svg.querySelectorAll('text, svg > path')].filter((shape) => {
            const box = shape.getBoundingClientRect();
            return (
              box.left < frame.left - 1 ||
              box.right > frame.right + 1 ||
              box.top < frame.top - 1 ||
              box.bottom > frame.bottom + 1
            );
          });
          const met = texts.flatMap(({ said, box }, index) =>
            texts
              .slice(index + 1)
              .filter(({ box: other }) => {
                const [wide, high] = [
                  Math.min(box.right, other.right) - Math.max(box.left, other.left),
                  Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top),
                ];
                // Lines of one text are set so tight that the fonts' own boxes touch.
                return wide > 0.5 && high > box.height / 8;
              })
              .map((other) => `${said} meets ${other.said}`),
          );
          return [...out.map((shape) => shape.outerHTML), ...met];
        }),
      );
      expect(found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );

  test('text is never wider than it was measured, and not under 9 points in print', async () => {
    await page.emulateMediaType('print');
    await page.setViewport({ width: 643, height: 1000 });
    const texts = await page.evaluate(() =>
      [...document.querySelectorAll('svg')].flatMap((svg) => {
        const points = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width / (96 / 72);
        return [...svg.querySelectorAll('text')].map((text) => ({
          said: text.textContent,
          width: text.getComputedTextLength(),
          size: parseFloat(getComputedStyle(text).fontSize) * points,
        }));
      }),
    );
    await page.emulateMediaType('screen');
    expect(texts.length).toBeGreaterThan(100);
    for (const { said, width, size } of texts) {
      expect(width, said).toBeLessThanOrEqual(widthOf(said));
      expect(size, said).toBeGreaterThanOrEqual(9);
    }
  });

  test('an accessibility checker has nothing to find, in light or dark', async () => {
    await page.addScriptTag({ content: axe.source });
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });

  test('every colour of a mark stands out from the page, in light and dark', () => {
    const css = readFileSync(join(root, 'templates', 'print.css'), 'utf8');
    const used = [
      ...(/Charts\. A drawing[^]*End of charts/.exec(css)?.[0].matchAll(/var\(--([a-z]+)\)/g) ?? []),
    ];
    const names = new Set(used.map(([, colour = '']) => colour));
    const luminance = (hex: string) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const c = parseInt(hex.slice(at, at + 2), 16) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const themes = [...css.matchAll(/:root \{([^}]*--ink[^}]*)\}/g)].map(
      ([, body = '']) =>
        new Map(
          [...body.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, key = '', hex = '']) => [
            key,
            luminance(hex),
          ]),
        ),
    );
    expect(themes).toHaveLength(2);
    expect([...names].sort()).toEqual(['accent', 'good', 'ink', 'late', 'margin', 'paper', 'soft']);
    for (const theme of themes)
      for (const colour of names) {
        if (colour === 'paper' || colour === 'margin') continue;
        const [low = 0, high = 0] = [theme.get(colour) ?? 0, theme.get('paper') ?? 0].sort((x, y) => x - y);
        expect((high + 0.05) / (low + 0.05), colour).toBeGreaterThan(4.5);
      }
  });
});
