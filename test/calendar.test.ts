import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { financialYear, financialYearOf, nextDue, periodSpan, publishBy, quarter } from '../src/calendar.ts';
import { isAtWeekend, overlap, plusDays, plusMonths, sharedMonths } from '../src/dates.ts';
import { examined, fixtureInputs } from './project.ts';

const project = examined(fixtureInputs()).ready?.project;
if (!project) throw new Error('the fixtures have errors');
const calendar = project.config.calendar.record;
const { months } = project.config.wording.record;

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('financial years and quarters', () => {
  test('a financial year begins and ends as the calendar says', () => {
    expect(financialYear('2023/24', calendar)).toEqual({ first: '2023-04-01', last: '2024-03-31' });
    expect(financialYear('1999/00', calendar)).toEqual({ first: '1999-04-01', last: '2000-03-31' });
  });

  test.each([
    ['2024-03-31', '2023/24'],
    ['2024-04-01', '2024/25'],
    ['2024-12-31', '2024/25'],
    ['2000-01-01', '1999/00'],
    ['2009-04-01', '2009/10'],
  ])('%s lies in %s', (date, year) => expect(financialYearOf(date, calendar)).toBe(year));

  test('every day lies in the financial year that is named after it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { first, last } = financialYear(financialYearOf(date, calendar), calendar);
        expect(first <= date && date <= last).toBe(true);
      }),
    );
  });

  test('the quarters end on the days of the calendar and fill the year', () => {
    const quarters = ([1, 2, 3, 4] as const).map((number) => quarter('2023/24', number, calendar));
    expect(quarters.map(({ last }) => last.slice(5))).toEqual(['06-30', '09-30', '12-31', '03-31']);
    expect(quarters[0]?.first).toBe('2023-04-01');
    expect(quarters[3]?.last).toBe('2024-03-31');
    for (const [index, { first }] of quarters.slice(1).entries())
      expect(first).toBe(plusDays(quarters[index]?.last ?? '', 1));
  });
});

describe('reporting periods', () => {
  test.each([
    ['2021', '2021-01-01', '2021-12-31'],
    ['February 2024', '2024-02-01', '2024-02-29'],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2023/24', '2023-04-01', '2024-03-31'],
    ['2023/24 quarter 1', '2023-04-01', '2023-06-30'],
    ['2023/24 quarter 4', '2024-01-01', '2024-03-31'],
    ['year to June 2022', '2021-07-01', '2022-06-30'],
    ['year to February 2024', '2023-03-01', '2024-02-29'],
    ['12 months to June 2022', '2021-07-01', '2022-06-30'],
    ['3 months to January 2022', '2021-11-01', '2022-01-31'],
    ['2010 to 2017', '2010-01-01', '2017-12-31'],
    ['June 2022 to March 2023', '2022-06-01', '2023-03-31'],
  ])('%s runs from %s to %s', (period, first, last) =>
    expect(periodSpan(period, calendar, months)).toEqual({ first, last }),
  );

  test.each([
    '',
    'since 2012',
    'last year',
    '23',
    'June',
    'Juni 2022',
    '2023-02-30',
    '2023-24',
    '2023-2024',
    '2002/23',
    '2002/23 quarter 1',
    '2023/24 quarter 5',
    'year to 2022',
    '0 months to June 2022',
    '2010 to',
    '2010 to 2017 to 2020',
    '2017 to 2010',
  ])('“%s” is no period', (words) => expect(periodSpan(words, calendar, months)).toBeUndefined());

  test('a rolling year always has twelve months, and ends with the month it is named after', () => {
    const month = fc.constantFrom(...months);
    fc.assert(
      fc.property(month, fc.integer({ min: 1990, max: 2090 }), (name, year) => {
        const { first, last } = periodSpan(`year to ${name} ${year}`, calendar, months) ?? {};
        expect(periodSpan(`12 months to ${name} ${year}`, calendar, months)).toEqual({ first, last });
        expect(plusMonths(first ?? '', 12)).toBe(plusDays(last ?? '', 1));
        expect(last).toBe(periodSpan(`${name} ${year}`, calendar, months)?.last);
      }),
    );
  });
});

describe('rolling windows', () => {
  const span = (period: string) => {
    const found = periodSpan(period, calendar, months);
    if (!found) throw new Error(`${period} is no period`);
    return found;
  };

  test.each([
    ['year to June 2022', 'year to September 2022', 9],
    ['year to June 2022', 'year to June 2023', 0],
    ['year to June 2022', 'year to May 2023', 1],
    ['2021/22', '2021', 9],
    ['2021', '2021', 12],
    ['2023/24 quarter 1', '2023/24', 3],
    ['2021', '2023', 0],
  ])('%s and %s share %i months', (one, two, shared) => {
    expect(sharedMonths(span(one), span(two))).toBe(shared);
    expect(sharedMonths(span(two), span(one))).toBe(shared);
    expect(overlap(span(one), span(two))).toBe(shared > 0);
  });
});

describe('clear days', () => {
  test.each([
    ['an ordinary week', '2025-02-13', '2025-02-05'],
    ['Good Friday and Easter Monday', '2025-04-24', '2025-04-14'],
    ['Christmas and New Year', '2026-01-06', '2025-12-24'],
    ['a substitute day', '2027-01-04', '2026-12-22'],
  ])('over %s, papers for %s must be out by %s', (_, meeting, latest) =>
    expect(publishBy(meeting, calendar)).toBe(latest),
  );

  test('the day of the meeting and the day of the notice count only where the calendar says so', () => {
    const by = (notice_day: boolean, meeting_day: boolean) => {
      const { clear_days } = calendar;
      const leave_out = { ...clear_days.leave_out, notice_day, meeting_day };
      return publishBy('2025-02-13', { ...calendar, clear_days: { ...clear_days, leave_out } });
    };
    expect([by(true, true), by(true, false), by(false, true), by(false, false)]).toEqual([
      '2025-02-05',
      '2025-02-06',
      '2025-02-06',
      '2025-02-07',
    ]);
  });

  test('a year whose bank holidays are not known cannot be counted', () => {
    const [first = '', last = ''] = [calendar.bank_holidays[0]?.date, calendar.bank_holidays.at(-1)?.date];
    expect(publishBy(`${Number(last.slice(0, 4)) + 1}-06-16`, calendar)).toBeUndefined();
    expect(publishBy(`${first.slice(0, 4)}-01-06`, calendar)).toBeUndefined();
    expect(publishBy(`${first.slice(0, 4)}-06-16`, calendar)).toBeDefined();
  });

  test('there are exactly five days between, none of them at a weekend or on a bank holiday', () => {
    const holidays = calendar.bank_holidays.map(({ date }) => date);
    const working = (date: string) => !isAtWeekend(date) && !holidays.includes(date);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1700 }), (after) => {
        const meeting = plusDays('2021-02-01', after);
        const latest = publishBy(meeting, calendar);
        if (latest === undefined) throw new Error(`${meeting} is not known`);
        expect(working(latest)).toBe(true);
        const between: string[] = [];
        for (let date = plusDays(latest, 1); date < meeting; date = plusDays(date, 1)) between.push(date);
        expect(between.filter(working)).toHaveLength(5);
      }),
    );
  });
});

describe('what comes back', () => {
  test.each([
    ['2023-03-20', { months: 3 }, 1, '2023-06-20'],
    ['2023-03-20', { months: 3 }, 2, '2023-09-20'],
    ['2023-03-20', { months: 12 }, 1, '2024-03-20'],
    ['2022-11-30', { months: 3 }, 1, '2023-02-28'],
    ['2022-11-30', { months: 3 }, 2, '2023-05-28'],
    ['2022-11-30', { years: 3 }, 1, '2025-11-30'],
    ['2024-02-29', { years: 1 }, 1, '2025-02-28'],
    ['2024-02-29', { years: 4 }, 1, '2028-02-29'],
    ['2023-01-01', { years: 1, months: 6 }, 1, '2024-07-01'],
  ] as const)('from %s every %j, done %i times on its day, the next is %s', (from, every, times, due) => {
    let day: string = from;
    for (let i = 0; i < times; i++) day = nextDue(day, every);
    expect(day).toBe(due);
  });

  test('it falls due after the day on which it was done, and no more than one interval later', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 48 }), (done, every) => {
        const due = nextDue(done, { months: every });
        expect(due > done).toBe(true);
        expect(due <= plusDays(plusMonths(done, every), 3)).toBe(true);
        expect(due.slice(0, 7)).toBe(plusMonths(`${done.slice(0, 7)}-01`, every).slice(0, 7));
      }),
    );
  });

  test('an interval without a length is refused', () => {
    expect(() => nextDue('2023-01-01', {})).toThrow('an interval has no length');
  });
});
