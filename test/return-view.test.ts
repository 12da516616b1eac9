import { describe, expect, test } from 'vitest';
import { documentsOf } from '../src/documents.ts';
import type { Day } from '../src/dates.ts';
import { factsOf } from '../src/facts.ts';
import type { Inputs } from '../src/load.ts';
import type { ReturnView } from '../src/records.ts';
import { spendRows } from '../src/spend.ts';
import { returnView } from '../src/view/return.ts';
import { examined, fixtureInputs, withFile } from './project.ts';

/** The made-up partnership with more in one of its files, after a line of it. */
function withMore(name: string, after: string, more: string): Inputs {
  const inputs = fixtureInputs();
  const path = `data/riverside/${name}`;
  const files = inputs.partnerships.flatMap((partnership) => partnership.files);
  const text = files.find((file) => file.name === path)?.text ?? '';
  expect(text).toContain(after);
  return withFile(inputs, path, text.replace(after, `${after}\n${more}`));
}

function viewOf(inputs: Inputs, round: string, asAt?: Day): ReturnView {
  const { ready, diagnostics } = examined(inputs);
  if (!ready) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const plans = ready.project.partners.flatMap((partner) => documentsOf(ready.project.config, partner));
  const plan = plans.find(({ stem }) => stem === `riverside/annual-return-${round}`);
  if (!plan) throw new Error(`${round} is not planned`);
  return returnView(ready.project, plan, asAt);
}

const paragraphsOf = ({ sections }: ReturnView) => sections.flatMap(({ paragraphs }) => paragraphs);

function tableOf(view: ReturnView, caption: string) {
  const table = paragraphsOf(view).find((paragraph) => paragraph.table?.caption.startsWith(caption))?.table;
  if (!table) throw new Error(`there is no table ${caption}`);
  return table;
}

const source = 'source: { id: riverside-report, at: "7" }';

test('what is only planned or proposed is not told as settled beside the diagram', () => {
  const diagram = paragraphsOf(viewOf(fixtureInputs(), 'october-2024')).find((p) => p.diagram)?.diagram;
  expect(diagram?.text).toContain('It hears from: Testers’ Circle (planned).');
  expect(diagram?.text).toContain('It reports to: Riverside Safety Board.');
});

test('what a cell says is not said again under the table', () => {
  const { notes } = tableOf(viewOf(fixtureInputs(), 'october-2024'), 'Grants by year');
  expect(notes.map(({ text }) => text)).not.toContain('More boats.');
});

test('a table with empty cells makes an answer one in part, and they are asked for', () => {
  const risk = `  fire: { title: Fire, text: The boats may burn., response: Keep buckets., ${source} }`;
  const { completeness } = viewOf(withMore('risks.yaml', 'risks:', risk), 'october-2024');
  const { rows } = completeness.questions;
  const answer = rows.find(({ cells }) => cells[0]?.value === 'Risks')?.cells[1]?.value;
  expect(answer).toBe('supplied in part');
  expect(completeness.owed.flatMap(({ items }) => items)).toContain('fill in: Risks: Owner, 1 of 2');
});

describe('a grant without a financial year', () => {
  const award = `next: { scheme: ssmtrg, year_as_said: next year, amount: { state: not-provided }, ${source} }`;
  const inputs = withMore('grants.yaml', 'awards:', `  ${award}`);

  test('has the words of its source in quotation marks', () => {
    const view = viewOf(inputs, 'october-2024');
    const cells = tableOf(view, 'Grants by year').rows.flatMap((row) => row.cells.map(({ value }) => value));
    expect(cells).toContain('“next year”');
    const owed = view.completeness.owed.flatMap(({ items }) => items);
    expect(owed).toContain(
      'give the amount: Supplemental Substance Misuse Treatment and Recovery Grant, “next year”',
    );
  });
});

test.each([
  ['Chief Officer for Testing', true],
  ['The Chief Officer for Testing and for very much else besides', false],
])('the owner %s stays on one line: %s', (owner, isShort) => {
  const inputs = withMore(
    'actions.yaml',
    'actions:',
    `  first: { text: Begin., owner: ${owner}, ${source} }`,
  );
  const [row] = tableOf(viewOf(inputs, 'october-2024'), 'Actions').rows;
  expect(row?.cells.find(({ value }) => value === owner)?.short).toBe(isShort);
});

describe('a return as at an earlier day', () => {
  const view = viewOf(fixtureInputs(), 'april-2023');
  const valuesIn = (caption: string) =>
    tableOf(view, caption).rows.map(({ cells }) => cells.map(({ value }) => JSON.stringify(value)).join(' '));

  test('shows the figures of periods that had ended, and no later ones', () => {
    const [homes = ''] = valuesIn('Figures and targets: Improve recovery');
    expect(homes).toContain('38.5');
    expect(homes).toContain('2022/23');
    expect(homes).not.toContain('41');
    const [adults = ''] = valuesIn('Figures and targets: Increase engagement');
    expect(adults).toContain('year to March 2023');
    expect(adults).toContain('650');
    expect(adults).not.toContain('700');
    const charts = paragraphsOf(view).flatMap((paragraph) => paragraph.charts);
    expect(JSON.stringify(charts)).not.toContain('year to March 2024');
  });

  test('knows no action that was done later, and the money as it stood', () => {
    const summary = JSON.stringify(view.summary);
    expect(summary).not.toContain('Paint the door');
    expect(summary).toContain('701234.5');
    expect(JSON.stringify(viewOf(fixtureInputs(), 'october-2024').summary)).toContain('Paint the door');
  });

  test('counts what was spent in the quarters that had ended, and expects nothing', () => {
    const larkford = examined(fixtureInputs()).ready?.project.partners.find(
      ({ slug }) => slug === 'larkford',
    );
    const config = examined(fixtureInputs()).ready?.project.config;
    if (!larkford || !config) throw new Error('larkford is not there');
    const [first, last] = ['2023-07-01', '2024-11-15'].map((day) => {
      const [row] = spendRows(config, factsOf(config, larkford, day));
      return row;
    });
    expect(last?.spent).toMatchObject({ parts: 4 });
    expect(first?.spent).toMatchObject({ parts: 1 });
    expect(first?.forecast).toMatchObject({ figure: { state: 'not-available' } });
    const lines = spendRows(config, factsOf(config, larkford, '2023-07-01')).map(({ line }) => line);
    expect(lines.flatMap(({ rag, carry_out }) => [rag, carry_out]).filter(Boolean)).toEqual([]);
  });

  test('--as-at does the same', () => {
    const early = viewOf(fixtureInputs(), 'october-2024', '2023-04-20');
    const { rows } = tableOf(early, 'Grants by year');
    expect(JSON.stringify(rows)).toContain('700000');
    expect(JSON.stringify(rows)).not.toContain('795000');
    expect(JSON.stringify(tableOf(early, 'Actions').rows)).not.toContain('"done"');
  });
});

describe('what changed', () => {
  const spelled = (view: ReturnView) => JSON.stringify(view.changes?.table?.rows ?? []);

  test('a grant that came between two rounds is new, not unchanged', () => {
    const step = `{ stage: confirmed, date: "2024-05-02", amount: { value: 51000 }, ${source} }`;
    const award = `fresh: { scheme: ips, year: "2024/25", amount: { value: 51000 }, history: [${step}], ${source} }`;
    const rows = spelled(viewOf(withMore('grants.yaml', 'awards:', `  ${award}`), 'october-2024'));
    expect(rows).toContain('51000');
    expect(rows).toContain('2024/25');
  });

  test('a milestone met after the earlier round is there, one without a date is not', () => {
    const steps = [
      `  terms-agreed: { agreed: { state: done, date: "2023-04-21" }, ${source} }`,
      `  needs-assessment: { reported: { state: done, date: "2023-04-20" }, ${source} }`,
      `  performance-framework: { agreed: { state: done }, ${source} }`,
    ];
    const rows = spelled(
      viewOf(withMore('milestones.yaml', 'milestones:', steps.join('\n')), 'october-2024'),
    );
    expect(rows).toContain('Agree terms of reference');
    // Done on the very day of the earlier return, it was in that return.
    expect(rows).not.toContain('Joint needs assessment');
    expect(rows).not.toContain('Agree a performance framework');
  });

  test('nothing is said where both speak as at one day, or the later as at an earlier one', () => {
    const inputs = fixtureInputs();
    const { changes } = viewOf(inputs, 'october-2024', '2023-04-20');
    expect(changes?.table).toBeUndefined();
    expect(changes?.lead).toContain('as at the same day');
    expect(viewOf(inputs, 'october-2024', '2023-01-01').changes).toBeUndefined();
  });

  test('periods that share months are not subtracted', () => {
    const rolling = [
      '  rolling:',
      `    { name: Rolling, outcome: engagement, unit: tests, area: Riverside, period: year to March 2024, ${source},`,
      '      value: { value: 900 }, series: [{ period: year to June 2023, value: { value: 700 } }] }',
    ];
    const base = withMore('outcomes.yaml', 'measures:', rolling.join('\n'));
    const early = withFile(
      base,
      'data/riverside/returns/april-2023.yaml',
      'as_at: "2023-07-01"\nanswers:\n  risks: { not_applicable: None. }\n',
    );
    expect(spelled(viewOf(early, 'october-2024'))).toContain('"kind":"overlap"');
    expect(spelled(viewOf(early, 'october-2024'))).not.toContain('200');
  });
});

describe('the list of what is missing', () => {
  const owed = (inputs: Inputs) =>
    viewOf(inputs, 'october-2024').completeness.owed.flatMap(({ items }) => items);

  test('names a text that the document says is not provided', () => {
    expect(owed(fixtureInputs())).toContain('provide: How it works');
    const told = withMore('partnership.yaml', 'frequency: monthly', '  text: In turn.');
    expect(owed(told)).not.toContain('provide: How it works');
  });

  test('names a role whose holder is only proposed', () => {
    const role = `  data-lead: { title: Data lead, post: Counter, state: proposed, ${source} }`;
    const inputs = withMore('partnership.yaml', '\nroles:', role);
    expect(owed(fixtureInputs())).toContain('name the holder of the role: Data and digital lead');
    expect(owed(inputs)).toContain('have the holder confirmed: Data and digital lead');
    expect(owed(inputs)).not.toContain('name the holder of the role: Data and digital lead');
  });
});

describe('the summary', () => {
  const group = ({ summary }: ReturnView, id: string) => summary.find((part) => part.id === id);

  test('names the amounts of a year in which none is settled', () => {
    const amount = 'amount: { value: 61000, state: indicative }';
    const award = `later: { scheme: ips, year: "2024/25", ${amount}, ${source} }`;
    const money = group(viewOf(withMore('grants.yaml', 'awards:', `  ${award}`), 'october-2024'), 'money');
    const later = money?.lines.find(({ lead }) => lead.startsWith('2024/25'));
    expect(later?.lead).toBe('2024/25, not settled');
    expect(JSON.stringify(later?.values)).toContain('61000');
  });

  test('names fewer things where their names are long', () => {
    const long = 'very '.repeat(30);
    const actions = [1, 2, 3].map(
      (n) => `  a${n}: { text: Do a ${long}long thing ${n}., state: done, ${source} }`,
    );
    const done = group(
      viewOf(withMore('actions.yaml', 'actions:', actions.join('\n')), 'october-2024'),
      'went-well',
    );
    const line = done?.lines.find(({ lead }) => lead === 'Actions done');
    expect(line?.values.length).toBe(1);
    expect(line?.more).toBe('and 3 more');
  });
});

test('the line of a target says that it is one', () => {
  const view = viewOf(fixtureInputs(), 'october-2024');
  const charts = JSON.stringify(paragraphsOf(view).flatMap((paragraph) => paragraph.charts));
  expect(charts).toContain('Target: ');
});
