import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

// The architecture: the stages of the pipeline, in order. A file may import only from its own stage and
// from those before it. A file of src/ that has no place in this list fails the lint by existing.
const stages = [
  'code', // our own code, compiled once
  'diagnostic', // what is wrong, where, and how to mend it
  'keep', // results of steps that need not be made again
  'intact', // files by their hashes, looked at in two threads
  'load', // files into text
  'layout', // which files there are, and the schema of each
  'shelf', // what files were found to say, from one command to the next
  'shape', // the schemas, as a map of the data
  'syntax', // what is wrong with the form of a file, in plain words
  'source', // text into values with positions
  'edit', // values into YAML that somebody wrote
  'dates', // days, months and years, without a clock
  'records', // the types of the data, made from the schemas
  'calendar', // financial years, periods, clear days
  'validate', // values against their schema
  'project', // files into typed records
  'unit', // what the figures of a record are counted in
  'sum', // totals that keep what their parts were
  'disclosure', // what of the records is for the public
  'milestone', // the status of a milestone on a day
  'known', // records as they were on an earlier day
  'facts', // records joined, ready to be quoted
  'prose', // Markdown that quotes facts
  'movement', // how a figure moves from period to period
  'words', // values in words
  'markup', // text within HTML and XML, and out of it
  'spend', // budget lines, and what has been spent of them
  'documents', // which documents are to be made
  'check', // rules across records
  'rows', // records as rows that tables can show
  'change', // what has moved between two rounds
  'gaps', // what is missing, and who owes it
  'chart', // plain values as shapes and labels
  'view', // plain data for templates
  'render', // views into HTML
  'pages', // pages about the documents
  'diff', // two returns of one partnership
  'csv', // tables into CSV
  'workbook', // records into workbooks, and typed cells out of them
  'prepare', // everything read and checked, nothing made
  'survey', // the same of many partnerships, one after the other
  'import', // what finance typed, back into the data
  'print', // HTML into PDF
  'pdf', // PDFs as objects, and what they paint, say and tag
  'conform', // PDF into its final form
  'verapdf', // what an independent validator says of a PDF, where one is installed
  'audit', // what keeps a PDF from its standards
  'finish', // what needs only a processor, in threads of its own
  'produce', // one paper, from its plan to its finished PDF
  'imprint', // what a document is made from, as one number
  'publish', // bytes into the output folder
  'make', // one document with all its files
  'unchanged', // what need not be made again
  'join', // several builds into one manifest
  'assemble', // everything checked, made and published
  'build', // the pipeline itself, with its browser and its threads
  'merge', // the output folders of several builds into one
  'verify', // what lies in the output folder, against its manifest
  'report', // diagnostics into text
  'progress', // how far a build is, and how it ended
  'preview', // the documents in a browser, following their files
  'cli', // the command line
];

// Each outside package, and each part of Node that reaches outside the process, has its homes.
const homes = {
  yaml: ['syntax', 'source', 'edit'],
  ajv: ['validate'],
  'date-fns': ['dates'],
  '@date-fns/utc': ['dates'],
  'markdown-it': ['prose'],
  handlebars: ['render'],
  puppeteer: ['print'],
  '@sparticuz/chromium': ['print'],
  'tar-fs': ['print'],
  'd3-scale': ['chart'],
  'd3-shape': ['chart'],
  exceljs: ['workbook'],
  fflate: ['workbook'],
  tinypool: ['finish'],
  'csv-stringify': ['csv'],
  'csv-stringify/sync': ['csv'],
  chokidar: ['preview'],
  'node:http': ['preview'],
  'node:fs': ['load', 'shelf', 'print', 'publish', 'intact'],
  'node:worker_threads': ['intact'],
  'node:vm': ['validate', 'render'],
  'node:fs/promises': ['load', 'print', 'publish'],
  'node:child_process': ['verapdf'],
  'node:perf_hooks': [],
  'node:util': ['cli'],
};

const stageOf = (entry) => entry.replace(/\.[jt]s$/, '');
const strangers = readdirSync(join(import.meta.dirname, 'src')).filter(
  (entry) => !stages.includes(stageOf(entry)),
);
if (strangers.length > 0)
  throw new Error(`src/${strangers[0]} has no place in the list of stages in eslint.config.js`);

// What no file does.
const syntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Nothing reads the clock.',
  },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Nothing reads the clock.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale|localeCompare$/]',
    message: 'Nothing depends on a locale.',
  },
];

const layers = stages.map((stage, index) => ({
  files: [`src/${stage}.{js,ts}`, `src/${stage}/**/*.{js,ts}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...stages.slice(index + 1).map((later) => ({
            group: [`**/${later}.{js,ts}`, `**/${later}/*.{js,ts}`],
            message: `The stage ${later} comes after ${stage}.`,
          })),
          ...(stage === 'dates' ? [] : [{ group: ['date-fns/*'], message: 'date-fns is at home in dates.' }]),
        ],
        paths: Object.entries(homes)
          .filter(([, home]) => !home.includes(stage))
          .map(([name, home]) => ({
            name,
            message: `${name} is at home in ${home.join(' and ') || 'no stage'}.`,
          })),
      },
    ],
    'no-restricted-syntax': [
      'error',
      ...syntax,
      ...(index + 1 < stages.length
        ? [
            {
              selector: `ImportExpression[source.value=/^[.]{1,2}.(${stages.slice(index + 1).join('|')})(.[a-z-]+)?[.][jt]s$/]`,
              message: `What is loaded here comes after ${stage}.`,
            },
          ]
        : []),
    ],
    'no-restricted-globals': ['error', ...(stage === 'cli' ? [] : ['process', 'console', 'performance'])],
  },
}));

export default tseslint.config(
  { ignores: ['output/', 'src/records.ts', 'test/fixtures/'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreVoidOperator: true, ignoreArrowShorthand: true },
      ],

      'max-params': ['error', 4],
      'no-restricted-syntax': ['error', ...syntax],
    },
  },
  { files: ['src/**'], rules: { 'max-lines': ['error', 300] } },
  { files: ['*.config.ts', '*.config.js'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['*.config.js'], extends: [tseslint.configs.disableTypeChecked] },
  layers,
);
