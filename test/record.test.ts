import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsOf } from '../src/facts.ts';
import { load } from '../src/load.ts';
import type { Acknowledgement } from '../src/records.ts';
import { readPdf, rolesOf } from './pdf.ts';
import type { Tag } from './pdf.ts';
import { examined, fixtureInputs, fixtures, root } from './project.ts';
import { copyOfProject, edit, run } from './run.ts';

const own = examined(
  load({ config: join(root, 'config'), data: join(root, 'data'), templates: join(root, 'templates') }),
);
const made = examined(fixtureInputs());
const out = mkdtempSync(join(tmpdir(), 'cdp-returns-record-'));
const textOf = async (slug: string) => {
  const { pages } = await readPdf(join(out, slug, 'partnership-record.pdf'));
  return pages.join('\n').replaceAll(/\s+/g, ' ');
};

beforeAll(async () => {
  const kind = ['--document', 'partnership-record,forum-record', '--out', out];
  expect((await run(['build', ...kind])).code).toBe(0);
  expect((await run(['build', '--data', join(fixtures, 'data'), ...kind])).code).toBe(0);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The status of each milestone of a partnership on a day. */
function statuses(set: typeof own, slug: string, day: string): Record<string, string> {
  const project = set.ready?.project;
  const partner = project?.partners.find((candidate) => candidate.slug === slug);
  if (!project || !partner) throw new Error(`${slug} is not there`);
  const { milestones } = factsOf(project.config, partner, day);
  return Object.fromEntries(
    Object.entries(milestones).map(([id, { status }]) => [
      id,
      [status.kind, status.days].filter((part) => part !== undefined).join(' '),
    ]),
  );
}

describe('milestones', () => {
  const medway = {
    'owner-named': 'done-undated',
    'footprint-agreed': 'done-undated',
    'membership-confirmed': 'done-doubted',
    'terms-agreed': 'done-undated',
    'needs-assessment': 'done-undated',
    'delivery-plan': 'overdue 79',
    'performance-framework': 'overdue 79',
    'first-report': 'not-yet-due',
    'later-reports': 'no-due-date',
    'needs-refresh': 'no-due-date',
    'plan-refresh': 'no-due-date',
  };
  test('Medway at 20 March 2023 has two overdue first drafts, and its first report is not yet due', () => {
    expect(statuses(own, 'medway', '2023-03-20')).toEqual(medway);
  });

  test('the same data as at 1 May 2023 has the report overdue', () => {
    const later = {
      'delivery-plan': 'overdue 121',
      'performance-framework': 'overdue 121',
      'first-report': 'overdue 1',
    };
    expect(statuses(own, 'medway', '2023-05-01')).toEqual({ ...medway, ...later });
  });

  test('what comes back is due one interval after it was last done', () => {
    // The plan was agreed in February 2023; the month ends on the 28th.
    expect(statuses(made, 'riverside', '2026-02-28')['plan-refresh']).toBe('not-yet-due');
    expect(statuses(made, 'riverside', '2026-03-01')['plan-refresh']).toBe('overdue 1');
  });

  test('a step that was taken after the day is not on record on it', () => {
    const partner = made.ready?.project.partners.find(({ slug }) => slug === 'riverside');
    if (!made.ready || !partner) throw new Error('riverside is not there');
    const { config } = made.ready.project;
    const plan = (day: string) => factsOf(config, partner, day).milestones['delivery-plan'];
    expect(plan('2023-01-31')?.agreed).toBeUndefined();
    expect(plan('2023-01-31')?.drafted?.date).toBe('2022-12-01');
    expect(plan('2023-02-01')?.agreed?.date).toBe('2023-02');
  });

  test('a report whose rounds are known is due in the next of them, and a rule that nobody confirms makes nothing late', () => {
    // The rule of twelve months is not confirmed; the round of October 2024 is.
    const project = made.ready?.project;
    const partner = project?.partners.find(({ slug }) => slug === 'riverside');
    if (!project || !partner?.milestones) throw new Error('riverside is not there');
    const { source, record } = partner.milestones;
    const sent = { sent: { state: 'done' as const, date: '2023-04-28' }, source: { id: 'riverside-report' } };
    const milestones = {
      source,
      record: { ...record, milestones: { ...record.milestones, 'first-report': sent } },
    };
    const status = (day: string) =>
      factsOf(project.config, { ...partner, milestones }, day).milestones['later-reports']?.status;
    expect(status('2024-06-30')).toEqual({ kind: 'not-yet-due' });
    expect(status('2024-11-01')).toEqual({ kind: 'overdue', days: 1 });
  });

  test('where nothing is on record nothing is claimed, neither done nor late', () => {
    expect(new Set(Object.values(statuses(made, 'bareham', '2024-06-30')))).toEqual(
      new Set(['not-provided', 'no-due-date']),
    );
  });

  test('a forum has none', () => expect(statuses(own, 'london-drugs-forum', '2023-01-18')).toEqual({}));
});

describe('the record of a partnership', () => {
  test('with nothing but its name says where something is missing', async () => {
    const text = await textOf('bareham');
    expect(text).toContain('Bareham Drugs and Alcohol Board');
    expect(text.match(/not provided/gi)?.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/\b0\b(?! June)|null|undefined|NaN/);
  });

  test('with every optional file shows all of them', async () => {
    const text = await textOf('riverside');
    for (const caption of [
      'Roles',
      'Boards',
      'Bodies that take part',
      'National milestones',
      'Renewal of the needs',
      'Figures',
      'Targets',
      'Grants',
      'Actions',
      'Risks',
      'Meetings',
    ]) {
      expect(text).toMatch(new RegExp(`Table \\d+\\. ${caption}`));
    }
    expect(text).toContain('Worked out: every 3 years from 28 February 2023');
    // What stands only at the foot of a page is not heard.
    expect(text).toContain('State Draft, not signed off');
    // The second owner goes at the end of the year, and has not gone yet.
    expect(text).toContain('Deputy Chief Officer for Testing');
    expect(text).toContain('The report says less.');
    expect(text).toContain('Riverside Police (Bob Nobody, deputy Dee Nobody) engaged');
    expect(text).toContain('Present, Meeting of 1 May 2024: Bob Nobody, Riverside Police.');
    expect(text).toContain('Apologies, Meeting of 1 May 2024: Cy Nobody.');
    expect(text).toContain('Recommended and rejected, Meeting of 1 May 2024: Paint more doors.');
  });

  test('keeps “about” and “at least” in a total, as domain and source have them', async () => {
    const text = await textOf('haringey');
    expect(text).toContain('about 795,000');
    expect(text).toContain('less than 60,000');
    expect(text).toContain('at least about 4,600,000');
    expect(await textOf('barking-and-dagenham')).toMatch(/Total, all years .*not known/);
  });

  test('prints every doubt and note, and the reason of every acknowledged warning', () => {
    // Who spoke and what was said at a meeting is in no record; how a name is written elsewhere is for the check.
    const unprinted = ['also_written', 'partnerships', 'items'];
    const reasons = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).flatMap(([key, inner]) => {
        if (key === 'acknowledged') return (inner as Acknowledgement[]).map(({ reason }) => reason);
        if (typeof inner === 'string' && ['doubt', 'note'].includes(key)) return [inner];
        return unprinted.includes(key) ? [] : reasons(inner);
      });
    };
    const partners = own.ready?.project.partners ?? [];
    expect(own.diagnostics).toEqual([]);
    for (const partner of partners) {
      const html = readFileSync(
        join(
          out,
          partner.slug,
          partner.slug === 'london-drugs-forum' ? 'forum-record.html' : 'partnership-record.html',
        ),
        'utf8',
      )
        .replaceAll('\u00a0', ' ')
        .replaceAll('&amp;', '&');
      const records = [
        partner.partnership,
        partner.milestones,
        partner.needs,
        partner.plan,
        partner.risks,
        partner.outcomes,
        partner.grants,
        partner.actions,
        partner.sources,
        ...partner.meetings,
      ];
      const given = records.flatMap((filed) => reasons(filed?.record));
      expect(given.length).toBeGreaterThan(0);
      for (const reason of given) expect(html.includes(reason), reason).toBe(true);
    }
  });
});

describe('gaps', () => {
  test('are listed by document and by who owes them, and end with 1', async () => {
    const { code, out: text, err } = await run(['gaps', 'medway', '--document', 'briefing-note']);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(text).toContain(
      'medway/briefing-note-2023-03-20\n  Senior Responsible Owner (Director of Public Health, James Williams)\n    - sign it off\n    - meet the milestone, which is overdue: Agree a delivery plan\n',
    );
    expect(text).toContain('    - name a member, or say why there is none: Elected members\n');
    expect(text).toContain(
      '    - give the amount: Supplemental Substance Misuse Treatment and Recovery Grant, 2023/24\n',
    );
  });

  test('a role that has ended is empty again, and its holder neither printed nor asked to sign', async () => {
    const cwd = copyOfProject();
    edit(join(cwd, 'data/haringey/partnership.yaml'), (text) =>
      text.replace(
        '    name: Will Maimaris\n    state: proposed\n',
        "    name: Will Maimaris\n    to: '2022-03-31'\n",
      ),
    );
    const { out: text } = await run(['gaps', 'haringey'], { cwd });
    expect(text).toContain('    - name the holder of the role: Senior Responsible Owner\n');
    expect(text).toContain('  Senior Responsible Owner (nobody named)\n');
    expect(text).not.toContain('Maimaris');
    await run(['build', 'haringey', '--document', 'partnership-record', '--formats', 'html'], { cwd });
    const record = readFileSync(join(cwd, 'output/haringey/partnership-record.html'), 'utf8');
    expect(record).toContain('Roles have not been provided.');
    expect(record).not.toContain('Maimaris');
  });

  test('a category whose members are only proposed waits for one to be confirmed', async () => {
    const { out: text } = await run(['gaps', 'haringey', '--document', 'partnership-record']);
    expect(text).toContain('    - have a member confirmed: Probation\n');
    expect(text).toContain('    - name a member, or say why there is none: Police\n');
    expect(text).not.toContain('why there is none: Probation');
  });

  test('as JSON', async () => {
    const { out: text } = await run(['gaps', 'medway', '--format', 'json']);
    const { gaps } = JSON.parse(text) as { gaps: { document: string; owedBy: string; what: string }[] };
    expect(gaps[0]).toEqual({
      document: 'medway/briefing-note-2023-03-20',
      owedBy: 'Senior Responsible Owner (Director of Public Health, James Williams)',
      what: 'sign it off',
      kind: 'sign_off',
      about: 'Work of the Medway Combating Drugs Partnership',
    });
  });

  test('where nothing is to be sent, nothing is missing', async () => {
    const { code, out: text } = await run(['gaps', 'haringey', '--document', 'briefing-note']);
    expect(text).toBe('nothing is missing\n');
    expect(code).toBe(0);
  });
});

test('what each paragraph is about is a heading, beside its words and not within them', async () => {
  const { outline, tags } = await readPdf(join(out, 'haringey', 'partnership-record.pdf'));
  const [first, second] = [outline.indexOf('1 The partnership'), outline.indexOf('2 National milestones')];
  expect(outline.slice(first, second)).toEqual([
    '1 The partnership',
    '1.1 Area',
    '1.2 How the area was chosen.',
    '1.3 Meetings.',
    '1.4 How it works.',
    '1.5 Roles',
    '1.6 Structure and boards',
    '1.7 Bodies that take part',
    '1.8 Meetings on record',
  ]);
  // Before words that begin with nothing there is none: they would seem to belong to it.
  expect(outline.slice(second, outline.indexOf('3 Needs'))).toEqual(['2 National milestones']);
  const within = (tag: Tag): string[] => (tag.role === 'P' ? rolesOf(tag) : tag.children.flatMap(inner));
  const inner = (child: Tag['children'][number]) => ('role' in child ? within(child) : []);
  expect(tags.flatMap(within)).toContain('P');
  expect(tags.flatMap(within)).not.toContain('H3');
});

test('what is planned is told as planned, and not as nothing on record', async () => {
  const text = await textOf('haringey');
  expect(text).toContain('Name the senior responsible owner 1 August 2022 planned Not yet due');
  expect(text).toContain('Agree the area 1 August 2022 none Not yet due');
});

test('the difference of parts from their grant stands beside the reason that was given for it', async () => {
  expect(await textOf('larkford')).toMatch(
    /The listed parts come to £[\d,.]+, which is £0\.01 (less|more) than the amount\. A penny was lost in rounding\./,
  );
});
