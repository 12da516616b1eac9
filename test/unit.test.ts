import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { figuresOf } from '../src/disclosure/secrets.ts';
import { examined, fixtureInputs, fixtures, withFile } from './project.ts';
import { views } from '../src/view/index.ts';
import { bookOf } from '../src/workbook/book.ts';

const own = readFileSync(join(fixtures, 'data', 'riverside', 'needs.yaml'), 'utf8');
const crime =
  '{ name: Crime, unit: percent, area: Riverside, change: true, period: "2023/24", base: { period: "2022/23", value: { value: 1000 } }, level: { value: 880 }, value: { value: -12 }, source: { id: riverside-report } }';
const text =
  'From {needs.measures.crime.base.value} to {needs.measures.crime.level}, by {needs.measures.crime}; of {grants.awards.main.baseline} Ashby has {grants.awards.main.participants.0.share}.';
const needs = own
  .replace('\nmeasures:\n', `\nmeasures:\n  crime: ${crime}\n`)
  .replace(
    '\nfindings:\n',
    `\nfindings:\n  quoted:\n    title: Quoted\n    text: '${text}'\n    source: { id: riverside-report }\n`,
  );
const grants = `awards:
  main:
    { scheme: ssmtrg, year: "2023/24", amount: { value: 1000 }, baseline: { value: 400000, form: about }, participants: [{ name: Ashby, share: { value: 66.667 } }], source: { id: riverside-report } }
`;
const inputs = withFile(
  withFile(fixtureInputs(), 'data/riverside/needs.yaml', needs),
  'data/riverside/grants.yaml',
  grants,
);

test('a figure has the unit of its record, or of its place: ends of a change have none, a share is per cent', () => {
  const { ready, diagnostics } = examined(inputs, { slugs: ['riverside'] });
  expect(diagnostics.filter(({ rule }) => rule === 'numbers/pence')).toEqual([]);
  const [partner] = ready?.truth.partners ?? [];
  const plan = ready?.plans.find(({ kind }) => kind === 'partnership-record');
  if (!ready || !partner || !plan) throw new Error(JSON.stringify(diagnostics));
  const html = ready.render('partnership-record', 'paper', views.paper(ready.project, plan));
  expect(html).toContain('From 1,000 to 880, by \u221212%; of about £400,000 Ashby has 66.667%.');
  const units = figuresOf(ready.truth, partner).map(({ path, unit }) => `${path.slice(2).join('.')} ${unit}`);
  expect(units).toEqual(
    expect.arrayContaining([
      'value percent',
      'level undefined',
      'amount pounds',
      'participants.0.share percent',
    ]),
  );
});

test('a quoted number that is not for the public is told in the same words on the page and in the workbook', () => {
  const secret =
    '{ name: Secret, unit: tests, area: Riverside, value: { value: 77777, state: restricted }, source: { id: riverside-report } }';
  const actions = readFileSync(join(fixtures, 'data', 'riverside', 'actions.yaml'), 'utf8').replace(
    /( text: ).*/,
    '$1Look into {needs.measures.secret} tests.',
  );
  const withSecret = own.replace('\nmeasures:\n', `\nmeasures:\n  secret: ${secret}\n`);
  const files = withFile(fixtureInputs(), 'data/riverside/needs.yaml', withSecret);
  const { ready, diagnostics } = examined(withFile(files, 'data/riverside/actions.yaml', actions), {
    slugs: ['riverside'],
  });
  const plan = ready?.plans.find(({ kind }) => kind === 'partnership-record');
  if (!ready || !plan) throw new Error(JSON.stringify(diagnostics));
  const html = ready.render('partnership-record', 'paper', views.paper(ready.project, plan));
  const book = bookOf(ready.project.config, plan.partner, { profile: 'publish' });
  const said = `Look into ${ready.project.config.wording.record.withheld.restricted} tests.`;
  expect(html).toContain(said);
  expect(JSON.stringify(book)).toContain(said);
  expect(JSON.stringify(book) + html).not.toMatch(/77,?777/);
});
