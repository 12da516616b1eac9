import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Document, isCollection, isPair, isScalar, visit } from 'yaml';

/** Numbers that look random and are the same for the same seed (mulberry32), from 0 up to, not including, 1. */
type Draw = () => number;

function drawer(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// No place of England begins so; with the endings there are a thousand names and more.
const beginnings =
  'Blorth Quavel Zunder Wexmuth Thrumble Yondle Grimbly Plover Snarrow Tumbler Vexel Ombly Pindle Rumbol Skarrow Fennith Glumber Hobbly Jarrowby Kimberth Lumbrel Mizzle Norbly Okkerby Pebbleth Quorrel Ribbly Sundle Tarrowby Umberth Vandle Wimbly Yarrowth Zimbel Crumbly Dundle Everth Frobble';
const endings =
  'mere holt wick den combe stead hurst low thorpe worth beck fold gate moor pool ridge shaw side stow well cross bury ley march mouth grave haven';
const firstNames = 'Ada Bram Cleo Dov Edda Finn Gwen Hale Ines Jory Kaia Leif'.split(' ');
const lastNames = 'Nobody Exampleby Testerton Samplesworth Placeholder Dummington Fictitious'.split(' ');

/** The name of the nth place: each one is another. */
function placeOf(n: number): string {
  const begins = beginnings.split(' ');
  const ends = endings.split(' ');
  const again = Math.floor(n / (begins.length * ends.length));
  const name = `${begins[n % begins.length]}${ends[Math.floor(n / begins.length) % ends.length]}`;
  return again === 0 ? name : `${name} ${again + 1}`;
}

interface Place {
  readonly name: string;
  readonly draw: Draw;
  /** A whole number from `low` to `high`. */
  readonly number: (low: number, high: number) => number;
  readonly person: (n: number) => string;
}

const asAt = '2024-10-31';
const report = (at: string) => ({ id: 'report', at });
const ids = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const keyed = <T>(prefix: string, count: number, make: (n: number) => T): Record<string, T> =>
  Object.fromEntries(ids(count).map((n) => [`${prefix}-${n}`, make(n)]));

const subjects = [
  'outreach in the evenings',
  'the pathway from custody into treatment',
  'support for families',
  'training for staff of hostels',
  'places in residential rehabilitation',
  'checks of what is sold as medicine',
  'work with schools and colleges',
  'the review of deaths',
  'naloxone in the community',
  'help with housing',
  'employment support',
  'young people’s services',
];

const about = (n: number) => subjects[n % subjects.length] ?? '';

/** A paragraph of a few sentences in plain words, without a date or a percentage that a rule would hold against the data. */
function paragraph({ draw }: Place, n: number, sentences: number): string {
  const forms = [
    (what: string) => `Partners agreed how ${what} is organised and who answers for it.`,
    (what: string) => `The board heard what has changed in ${what} and which questions are open.`,
    (what: string) =>
      `Providers, the police and the health service share one list of steps for ${what}, and each step has an owner.`,
    (what: string) =>
      `People who use services said what helps them most in ${what}, and the plan takes it up.`,
    (what: string) =>
      `Nothing in ${what} depends on one person alone, which was a lesson of the year before.`,
  ];
  const start = Math.floor(draw() * forms.length);
  return ids(sentences)
    .map((i) => forms[(start + i) % forms.length]?.(about(n + i)) ?? '')
    .join(' ');
}

function partnershipFile(place: Place) {
  const { name, person } = place;
  const council = `${name} Borough Council`;
  const role = (title: string, post: string, holder?: string) => ({
    title,
    post,
    ...(holder === undefined ? {} : { name: holder }),
    state: 'confirmed',
    from: '2022-07',
    source: report('2'),
  });
  const categories =
    'elected council police commissioner probation prisons nhs jobs treatment lived-experience youth voluntary wider';
  return {
    schema: 1,
    name: `${name} Combating Drugs Partnership`,
    council,
    as_at: asAt,
    kind: 'partnership',
    as_at_note: 'The last day of the round. Everything here is made up.',
    footprint: {
      authorities: [{ name }, { name: `North ${name}` }],
      text: paragraph(place, 1, 3),
      source: report('1'),
    },
    structure: { kind: 'own-board', state: 'confirmed', text: paragraph(place, 2, 2), source: report('1') },
    terms: {
      text: paragraph(place, 3, 2),
      objectives: keyed('objective', 4, (n) => ({ text: `Improve ${about(n)}.`, source: report('1') })),
      source: report('1'),
    },
    roles: {
      'senior-responsible-owner': role('Senior Responsible Owner', 'Director of Public Health', person(0)),
      'partnership-lead': role('Partnership lead', 'Programme Manager'),
      'public-involvement-lead': role('Public involvement lead', 'Engagement Manager'),
      'data-lead': role('Data and digital lead', 'Head of Intelligence'),
    },
    reports_to: [
      { name: `${name} Health and Wellbeing Board`, tier: 'local', source: report('3') },
      { name: `${name} Community Safety Partnership`, tier: 'local', source: report('3') },
    ],
    linked_groups: ids(3).map((n) => ({
      name: `${name} group on ${about(n)}`,
      relation: n === 1 ? 'feeds-in' : 'informs',
      state: 'set-up',
      source: report('3'),
    })),
    meetings: {
      frequency: 'every two months',
      from: '2022-09',
      text: paragraph(place, 4, 2),
      source: report('3'),
    },
    members: Object.fromEntries(
      categories.split(' ').map((category) => [
        category,
        {
          name: `${name} ${category.replace('-', ' ')} body`,
          category,
          state: 'member',
          source: report('3'),
        },
      ]),
    ),
  };
}

const sourcesFile = ({ name }: Place) => ({
  sources: {
    report: { title: `Report of the ${name} partnership`, publisher: `${name} Borough Council`, date: asAt },
    minutes: { title: `Minutes of the ${name} board`, publisher: `${name} Borough Council`, date: asAt },
    assessment: { title: `Needs assessment of ${name}`, publisher: `${name} Borough Council`, date: asAt },
    ledger: { title: `Ledger of ${name}`, publisher: `${name} Borough Council`, date: asAt },
  },
});

function milestonesFile() {
  const step = (date: string) => ({ state: 'done', date });
  const owner = 'Programme Manager';
  const entry = (steps: object, at: string) => ({ ...steps, owner, source: report(at) });
  return {
    milestones: {
      'owner-named': entry({ named: step('2022-07-15') }, '4'),
      'footprint-agreed': entry({ agreed: step('2022-07-28') }, '4'),
      'membership-confirmed': entry({ convened: step('2022-08-12') }, '4'),
      'terms-agreed': entry({ drafted: step('2022-08-30'), agreed: step('2022-09-20') }, '4'),
      'needs-assessment': entry({ drafted: step('2022-10-20'), reported: step('2022-11-25') }, '5'),
      'delivery-plan': entry({ drafted: step('2022-12-01'), agreed: step('2023-02-10') }, '5'),
      'performance-framework': entry({ drafted: step('2022-12-05'), agreed: step('2022-12-20') }, '5'),
      'first-report': entry({ sent: step('2023-04-27') }, '5'),
      'later-reports': entry({ sent: step('2024-10-30') }, '5'),
    },
  };
}

const years = ['2020/21', '2021/22', '2022/23', '2023/24'];

/** A figure over four years, with England beside it. */
function series({ number }: Place, low: number, high: number) {
  const values = years.map((period) => ({ period, value: { value: number(low, high) } }));
  return {
    period: '2023/24',
    value: { value: number(low, high) },
    series: values.slice(0, 3),
  };
}

function needsFile(place: Place) {
  const { name, number } = place;
  return {
    assessment: {
      text: paragraph(place, 5, 3),
      cycles: [{ what: 'review', every: { years: 1 }, last: '2024-03' }],
      source: { id: 'assessment', at: '1' },
    },
    findings: keyed('finding', 4, (n) => ({
      title: `On ${about(n)}`,
      text: `${paragraph(place, n, 1)} The assessment counts {needs.measures.count-${n}}.`,
      source: { id: 'assessment', at: String(n + 1) },
    })),
    measures: keyed('count', 4, (n) => ({
      name: `People reached by ${about(n)}`,
      unit: 'people',
      area: name,
      period: '2023/24',
      value: { value: number(120, 900) * 10 + n },
      source: { id: 'assessment', at: String(n + 1) },
    })),
  };
}

function outcomesFile(place: Place) {
  const { name, number } = place;
  const metrics = [
    ['opiate-crack-use', 'people', 900, 2400, 'down-is-better'],
    ['adults-in-treatment', 'people', 700, 2100, 'up-is-better'],
  ] as const;
  const measures = metrics.map(
    ([metric, unit, low, high, direction]) =>
      [
        metric,
        {
          name: `${metric.replaceAll('-', ' ')} in ${name}`,
          metric,
          unit,
          area: name,
          ...series(place, low, high),
          direction,
          ...(metric === 'adults-in-treatment' ? { target: metric } : {}),
          comparators: { neighbour: { area: `South ${name}`, value: { value: number(low, high) } } },
          retrieved: '2024-10-01',
          source: report('9'),
        },
      ] as const,
  );
  const target = (metric: string, unit: string, value: number) => ({
    name: `${metric.replaceAll('-', ' ')} that is aimed at`,
    metric,
    kind: 'local',
    unit,
    area: name,
    by: 'March 2026',
    value: { value },
    source: report('9'),
  });
  return {
    measures: {
      ...Object.fromEntries(measures),
      'prison-leavers-in-treatment': {
        name: 'Prison leavers in treatment',
        metric: 'prison-leavers-in-treatment',
        unit: 'percent',
        area: name,
        period: '2023/24',
        base: { value: { state: 'not-provided' } },
        value: { state: 'restricted' },
        source: report('9'),
      },
    },
    targets: {
      'adults-in-treatment': target('adults-in-treatment', 'people', 2200),
    },
  };
}

function planFile(place: Place) {
  const intention = (n: number) => ({
    title: `About ${about(n)}`,
    text: paragraph(place, n, 1),
    source: report('6'),
  });
  return {
    activities: keyed('activity', 4, intention),
    priorities: keyed('priority', 3, (n) => intention(n + 6)),
    contracts: {
      adults: {
        service: 'Treatment for adults',
        provider: `${place.name} Care`,
        awarded: '2023',
        source: report('6'),
      },
    },
  };
}

const categories = [
  'coordination',
  'harm-reduction',
  'treatment-capacity',
  'criminal-justice',
  'treatment-quality',
];
const grantYears = ['2022/23', '2023/24', '2024/25'];

/** The id of the award of a year. */
const awardOf = (year: string) => `ssmtrg-${year.replace('/', '-')}`;

function grantsFile({ number }: Place) {
  const awards = grantYears.map((year) => {
    const parts = categories.map((category) => ({
      name: `For ${category}`,
      category,
      amount: { value: number(40, 300) * 1000 },
    }));
    const amount = { value: parts.reduce((sum, part) => sum + part.amount.value, 0) };
    const source = { id: 'ledger', at: '1' };
    const before = String(Number(year.slice(0, 4)) - 0);
    return [
      awardOf(year),
      {
        scheme: 'ssmtrg',
        year,
        amount,
        parts: Object.fromEntries(parts.map((part) => [part.category, part])),
        history: [
          { stage: 'indicative', date: `${before}-02`, amount: { value: amount.value - 5000 }, source },
          { stage: 'confirmed', date: `${before}-05`, amount, source },
        ],
        source,
      },
    ] as const;
  });
  return {
    awards: Object.fromEntries(awards),
    totals: {
      all: {
        name: 'All years',
        of: grantYears.map(awardOf),
        amount: { value: awards.reduce((sum, [, { amount }]) => sum + amount.value, 0) },
        source: { id: 'ledger', at: '2' },
      },
    },
  };
}

/** As many budget lines as give a workbook of three hundred rows. */
function spendFile({ name, number }: Place) {
  const line = (n: number) => {
    const quarter = number(1, 20) * 250;
    const budget = quarter * 4;
    const spent = { value: quarter };
    return {
      award: awardOf(grantYears[n % grantYears.length] ?? ''),
      name: `Line ${n}: ${about(n)}`,
      category: categories[n % categories.length],
      provider: `${name} Care`,
      budget: { value: budget },
      actual: { q1: spent, q2: spent },
      forecast: { value: budget },
      source: { id: 'ledger', at: String(n) },
    };
  };
  return { lines: keyed('line', 150, line) };
}

const actionsFile = (place: Place) => ({
  actions: keyed('action', 6, (n) => ({
    number: `${n}.1`,
    title: `Action on ${about(n)}`,
    text: paragraph(place, n, 1),
    owner: 'Programme Manager',
    ...(n < 4
      ? { due: '2024-09-30', state: 'done', done: '2024-09-12' }
      : { due: '2025-03-31', state: 'open' }),
    source: { id: 'minutes', at: String(n) },
  })),
});

const risksFile = (place: Place) => ({
  risks: keyed('risk', 3, (n) => ({
    title: `Risk to ${about(n)}`,
    text: paragraph(place, n, 1),
    response: paragraph(place, n + 3, 1),
    owner: 'Programme Manager',
    source: report('11'),
  })),
});

const meetingFile = (place: Place, month: string) => ({
  title: `Meeting of the ${place.name} board`,
  body: `${place.name} Combating Drugs Partnership`,
  date: `2024-${month}-15`,
  time: '2 pm to 4 pm',
  place: 'Town Hall',
  chair: { name: place.person(0), post: 'Director of Public Health' },
  attendance: ids(5).map((n) => ({ name: place.person(n), body: `${place.name} body ${n}` })),
  items: ids(3).map((n) => ({
    heading: `Item on ${about(n)}`,
    text: paragraph(place, n, 2),
    actions: [`action-${n}`],
    source: { id: 'minutes', at: String(n) },
  })),
  source: { id: 'minutes', at: '1' },
});

/** A note of about four pages. */
const paperFile = (place: Place) => ({
  document: 'briefing-note',
  title: `Work of the ${place.name} Combating Drugs Partnership`,
  committee: `${place.name} Health Scrutiny Committee`,
  number: '10/24',
  date: asAt,
  to: 'All members of the committee',
  purpose: 'To tell members what the partnership has done and what it plans',
  lead: { post: 'Programme Manager' },
  glance: [
    'The SRO is the {partnership.roles.senior-responsible-owner.post}.',
    'The grant of the year is {grants.awards.ssmtrg-2024-25.amount}.',
  ],
  sections: [
    {
      heading: 'Introduction',
      paragraphs: ids(2).map((n) => ({ text: paragraph(place, n, 3), source: report('1') })),
    },
    {
      heading: 'Actions to date',
      paragraphs: [
        { text: paragraph(place, 4, 3), table: 'milestones', source: report('4') },
        { lead_in: 'Area.', use: 'partnership.footprint' },
        { lead_in: 'Members.', text: paragraph(place, 5, 2), table: 'members', source: report('3') },
      ],
    },
    {
      heading: 'What the needs assessment found',
      paragraphs: [
        { text: paragraph(place, 6, 2), source: { id: 'assessment', at: '1' } },
        ...ids(2).map((n) => ({ use: `needs.findings.finding-${n}` })),
      ],
    },
    {
      heading: 'Plans',
      paragraphs: [
        { text: paragraph(place, 7, 2), points_from: 'plan.priorities', source: report('6') },
        {
          lead_in: 'Money.',
          text: paragraph(place, 8, 2),
          table: 'grants',
          source: { id: 'ledger', at: '1' },
        },
      ],
    },
  ],
});

/** A return of about twelve pages. */
function returnFile(place: Place) {
  const text = (n: number) => ({ text: paragraph(place, n, 2), source: report('1') });
  const link = { title: `Papers of ${place.name}`, url: 'https://example.org/papers', publisher: place.name };
  return {
    as_at: asAt,
    summary: { went_well: [paragraph(place, 1, 1)], money: [paragraph(place, 2, 1)] },
    answers: {
      'needs-link': { links: [link] },
      'report-link': { text: 'It is this report.' },
      'plan-link': { links: [link] },
      'framework-link': { not_applicable: 'The national framework is used as it is.' },
      'this-report': text(3),
      'report-detail': text(4),
      background: text(5),
      purpose: { ...text(6), blocks: ['governance'] },
      members: { blocks: ['membership'] },
      meetings: { blocks: ['meetings'] },
      roles: { blocks: ['roles'] },
      milestones: { blocks: ['milestones'] },
      outcomes: { ...text(7), blocks: ['outcomes'] },
      needs: { blocks: ['needs'] },
      figures: text(8),
      grants: { blocks: ['grants'] },
      priorities: { blocks: ['plan'] },
      actions: { blocks: ['actions'] },
      risks: text(9),
    },
  };
}

/** Every file of one partnership, each with the schema that it keeps. */
function filesOf(place: Place): readonly (readonly [path: string, schema: string, record: object])[] {
  return [
    ['partnership.yaml', 'partnership', partnershipFile(place)],
    ['sources.yaml', 'sources', sourcesFile(place)],
    ['milestones.yaml', 'milestones', milestonesFile()],
    ['needs.yaml', 'needs', needsFile(place)],
    ['outcomes.yaml', 'outcomes', outcomesFile(place)],
    ['plan.yaml', 'plan', planFile(place)],
    ['grants.yaml', 'grants', grantsFile(place)],
    ['spend.yaml', 'spend', spendFile(place)],
    ['actions.yaml', 'actions', actionsFile(place)],
    ['risks.yaml', 'risks', risksFile(place)],
    ['meetings/2024-06-15.yaml', 'meeting', meetingFile(place, '06')],
    ['meetings/2024-09-15.yaml', 'meeting', meetingFile(place, '09')],
    ['papers/2024-10-31-work.yaml', 'paper', paperFile(place)],
    ['returns/october-2024.yaml', 'return', returnFile(place)],
  ];
}

// The longest line that people would put a group on, and a row of a ledger.
const widest = 110;
const widestRow = 300;

/** How wide a node is if it stands on one line. */
function width(node: unknown): number {
  if (isPair(node)) return width(node.key) + width(node.value) + 4;
  if (isScalar(node)) return String(node.value).length;
  return isCollection(node) ? node.items.reduce((sum: number, item) => sum + width(item), 4) : 0;
}

/** YAML as people write it: a short group stands on one line, as does each row of a ledger. */
function yamlOf(schema: string, record: object): string {
  const most = schema === 'spend' ? widestRow : widest;
  const document = new Document(record, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_, node) => {
      if (width(node) <= most) node.flow = true;
    },
  });
  return document.toString({ lineWidth: most + 30 });
}

/**
 * Writes the folders of so many made-up partnerships. The nth is the same however many there are, so that a larger
 * set holds every smaller one. A file whose schema the project does not have yet is left out.
 */
export function generate(
  folder: string,
  options: { count: number; seed: number; schemas: string },
): string[] {
  return Array.from({ length: options.count }, (_, n) => {
    const draw = drawer(options.seed * 100_003 + n);
    const name = placeOf(n);
    const place: Place = {
      name,
      draw,
      number: (low, high) => low + Math.floor(draw() * (high - low + 1)),
      person: (i) => `${firstNames[(n + i) % firstNames.length]} ${lastNames[(n + i) % lastNames.length]}`,
    };
    const slug = name.toLowerCase().replaceAll(' ', '-');
    for (const [path, schema, record] of filesOf(place)) {
      if (!existsSync(join(options.schemas, `${schema}.schema.json`))) continue;
      const target = join(folder, slug, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, yamlOf(schema, record));
    }
    return slug;
  });
}
