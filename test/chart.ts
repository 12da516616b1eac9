import { periodSpan } from '../src/calendar.ts';
import { grantsChart } from '../src/chart/grants.ts';
import type { AwardBar } from '../src/chart/grants.ts';
import { milestonesChart } from '../src/chart/milestones.ts';
import type { MilestoneLine } from '../src/chart/milestones.ts';
import type { Point, Series } from '../src/chart/series.ts';
import { trendChart } from '../src/chart/trend.ts';
import { readProject } from '../src/project.ts';
import type { Chart, Figure } from '../src/records.ts';
import { renderer } from '../src/render/index.ts';
import { fixtureInputs, withFile } from './project.ts';

const page = {
  type: 'object',
  additionalProperties: false,
  required: ['document', 'labels', 'as_at', 'facts', 'charts'],
  properties: {
    document: { $ref: 'view-paper.schema.json#/definitions/document' },
    labels: { $ref: 'documents.schema.json#/properties/labels' },
    as_at: { type: 'string' },
    facts: { shown_as: [] },
    charts: { type: 'array', items: { $ref: 'chart.schema.json' } },
  },
};
const template =
  '{{#> layout}}<header><h1>{{heading document.title}}</h1></header><main id="text">{{#each charts}}{{> chart this}}{{/each}}</main>{{/layout}}';
const plain = fixtureInputs();
const documents = plain.config.find(({ name }) => name.endsWith('documents.yaml'))?.text ?? '';
const kind = '  charts: { title: Charts, audience: testers, view: charts, formats: [pdf, html] }\n';
const inputs = withFile(
  withFile(plain, 'config/documents.yaml', documents.replace('\ndocuments:\n', `\ndocuments:\n${kind}`)),
  'templates/charts/document.hbs',
  template,
);
const view = { path: 'view-charts', name: 'config/schemas/view-charts.schema.json' };
const { project } = readProject(
  { ...inputs, schemas: [...inputs.schemas, { ...view, path: view.name, text: JSON.stringify(page) }] },
  [],
);
if (!project) throw new Error('the fixtures have errors');
const { render, diagnostics } = renderer(project);
const { config } = project;
export const wording = config.wording.record;

/** A page that holds nothing but charts, made by the project's own partial and style sheet. */
export function pageOf(charts: readonly (Chart | undefined)[]): string {
  const document = {
    title: 'Charts of Riverside',
    kind: 'Charts',
    language: 'en-GB',
    author: 'Riverside Council',
    draft: false,
    running_left: 'Riverside',
    running_right: 'Charts',
    description: 'Every kind of chart',
  };
  const shown = charts.filter((chart) => chart !== undefined);
  if (!render) throw new Error(JSON.stringify(diagnostics));
  return render('charts', 'charts', {
    document,
    labels: config.documents.record.labels,
    as_at: '2024-06-30',
    facts: {},
    charts: shown,
  } as never);
}

export const unit = (id: string) => {
  const found = config.units.record.units[id];
  if (!found) throw new Error(`there is no unit ${id}`);
  return found;
};

/** A point of a period that the calendar knows, or of one that it does not. */
export function point(period: string, figure: Figure): Point {
  return { period, figure, span: periodSpan(period, config.calendar.record, wording.months) };
}

export function series(label: string, points: Readonly<Record<string, Figure>>): Series {
  return { label, points: Object.entries(points).map(([period, figure]) => point(period, figure)) };
}

export function trend(input: Partial<Parameters<typeof trendChart>[0]>): Chart | undefined {
  return trendChart({
    id: 'trend',
    title: 'A measure',
    wording,
    unit: unit('people'),
    subject: { label: '', points: [] },
    comparators: [],
    ...input,
  });
}

export function grants(
  awards: readonly AwardBar[],
  id = 'grants',
  title = 'Grants by year and scheme',
): Chart | undefined {
  return grantsChart({ id, title, wording, unit: unit('pounds'), awards });
}

export function milestones(
  lines: readonly MilestoneLine[],
  asAt = '2023-03-20',
  id = 'milestones',
  title = 'National milestones',
): Chart | undefined {
  return milestonesChart({ id, title, wording, asAt, milestones: lines });
}
