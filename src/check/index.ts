import type { Diagnostic } from '../diagnostic.ts';
import { figuresOf } from '../disclosure/secrets.ts';
import { factsOf } from '../facts.ts';
import { afresh } from '../keep.ts';
import { configFiles, dataFiles } from '../layout.ts';
import type { Memory, Partner, Project } from '../project.ts';
import { walk } from '../shape.ts';
import { afterAsAt, afterSource, goneBy, openDone, order, otherStep, spans } from './dates.ts';
import { typed, unsortedUnits } from './disclosure.ts';
import { acknowledgementOf, acknowledgementsIn, diagnosticOf } from './finding.ts';
import type { Case, Finding, Rule, Sentence, Subject, Written } from './finding.ts';
import { awardTwice, history, otherScheme, parts, schemeYears, stageOrder, successor } from './money.ts';
import { bounds, change, denominator, pence, period, seriesOrder, smallCount, twoValues } from './numbers.ts';
import {
  characters,
  clearDays,
  collisions,
  documentKinds,
  paperKind,
  paragraphs,
  strangeIn,
} from './papers.ts';
import { areaCode, bodyTwice, emptyRole, sharedRole, spelling } from './people.ts';
import { measureTwice, references, unusedSources } from './references.ts';
import {
  ahead,
  blockTwice,
  inapplicable,
  limits,
  questions,
  questionTwice,
  rounds,
  signedEarly,
} from './returns.ts';
import { sheetNames, sheetOrders } from './sheets.ts';
import { futureAsPast, nothingOverdue, percentage, personFirst, requiredByLaw, willGoneBy } from './texts.ts';

/** The rules across one partnership's records, in the order in which they are explained. */
const rules: readonly Rule[] = [
  ({ project, partner, subjects }) => subjects.flatMap((subject) => references(project, subject, partner)),
  measureTwice,
  unusedSources,
  characters,
  paragraphs,
  paperKind,
  collisions,
  rounds,
  questions,
  limits,
  blockTwice,
  inapplicable,
  ahead,
  signedEarly,
  clearDays,
  afterSource,
  afterAsAt,
  goneBy,
  openDone,
  order,
  spans,
  otherStep,
  stageOrder,
  parts,
  history,
  awardTwice,
  otherScheme,
  schemeYears,
  successor,
  denominator,
  period,
  seriesOrder,
  change,
  bounds,
  twoValues,
  pence,
  smallCount,
  typed,
  spelling,
  emptyRole,
  sharedRole,
  bodyTwice,
  areaCode,
  futureAsPast,
  willGoneBy,
  nothingOverdue,
  requiredByLaw,
  percentage,
  personFirst,
];

/** What somebody has written in words, and which sources are cited: looked for once, for all rules that ask. */
function wordsIn(
  { shapes }: Project,
  subjects: readonly Subject[],
): Pick<Case, 'texts' | 'sentences' | 'cited'> {
  const texts: Written[] = [];
  const sentences: Sentence[] = [];
  const cited = new Set<string>();
  for (const { schema, filed, facts, day } of subjects) {
    walk(shapes, shapes.schema(schema), filed.record, (shape, value, pathOf) => {
      if (typeof value !== 'string') return;
      if (shape.refers_to === 'sources') cited.add(value);
      if (shape.maxLength === undefined && !shape.prose) return;
      const path = pathOf();
      if (shape.maxLength !== undefined) texts.push({ filed, path, text: value });
      // Reasons of acknowledgements are about texts, not of them.
      if (!shape.prose || day === undefined || path.includes('acknowledged')) return;
      let from = 0;
      for (const end of [...value.matchAll(/(?<=[.!?])\s+/g), { index: value.length, 0: '' }]) {
        const text = value.slice(from, end.index);
        sentences.push({ text, ahead: value.slice(0, from), day, facts, filed, path });
        from = end.index + end[0].length;
      }
    });
  }
  return { texts, sentences, cited };
}

/** Everything of one partnership, each record with the day on which it speaks. */
function caseOf(project: Project, partner: Partner): Case {
  const { config } = project;
  const day = partner.partnership.record.as_at;
  const facts = factsOf(config, partner, day);
  const subjects: Subject[] = [
    ...dataFiles.flatMap((schema) => {
      const filed = partner[schema];
      return filed ? [{ schema, filed, facts, day }] : [];
    }),
    ...partner.meetings.map((filed) => {
      const own = filed.record.date ?? day;
      return { schema: 'meeting', filed, facts: factsOf(config, partner, own), day: own };
    }),
    ...partner.returns.map((filed) => {
      const own = filed.record.as_at ?? day;
      return { schema: 'return', filed, facts: factsOf(config, partner, own), day: own };
    }),
    ...partner.papers.map((filed) => {
      const own = filed.record.as_at ?? filed.record.date;
      return {
        schema: 'paper',
        filed,
        facts: factsOf(config, partner, own, filed.record),
        day: filed.record.date,
      };
    }),
  ];
  return { project, partner, subjects, figures: figuresOf(project, partner), ...wordsIn(project, subjects) };
}

/** Acknowledgements that cover nothing any more, so that none outlives its reason. */
function idle(subjects: readonly Subject[], used: ReadonlySet<unknown>): Finding[] {
  return subjects.flatMap(({ filed }) =>
    acknowledgementsIn(filed).flatMap(({ entry, path }): Finding[] => {
      if (used.has(entry)) return [];
      const message = `nothing here is warned of by ${entry.rule}, so there is nothing to acknowledge`;
      return [
        {
          rule: 'acknowledged/idle',
          at: { filed, path },
          message,
          hint: 'take it out, or correct the name of the rule',
        },
      ];
    }),
  );
}

/** What the rules say of one partnership. Acknowledged warnings are left to the documents. */
function checkPartner(project: Project, partner: Partner): Diagnostic[] {
  const subject = caseOf(project, partner);
  const used = new Set<unknown>();
  const found = rules
    .flatMap((rule) => rule(subject))
    .filter((finding) => {
      if ((finding.severity ?? 'warning') === 'error') return true;
      const acknowledgement = acknowledgementOf(finding);
      if (acknowledgement) used.add(acknowledgement);
      return !acknowledgement;
    });
  return [...found, ...idle(subject.subjects, used)].map(diagnosticOf);
}

function checkConfig(project: Project): Diagnostic[] {
  const national = Object.entries(configFiles).flatMap(([name, schema]) => {
    const filed = project.config[name as keyof typeof configFiles];
    return [...references(project, { schema, filed }), ...strangeIn(project, filed)];
  });
  const asked = Object.values(project.config.rounds).flatMap((filed) => [
    ...references(project, { schema: 'round', filed }),
    ...strangeIn(project, filed),
  ]);
  return [
    ...national,
    ...asked,
    ...questionTwice(project.config),
    ...unsortedUnits(project),
    ...documentKinds(project),
    ...sheetNames(project.config),
    ...sheetOrders(project.config),
  ].map(diagnosticOf);
}

/** Checks what no single schema can, across all records. */
export function check(project: Project, { keep = afresh, keepOwn = keep }: Memory = {}): Diagnostic[] {
  const { shapes, config, partners, slugs } = project;
  const from = [shapes, config, slugs.join()];
  const national = keep('check config', from, () => checkConfig(project));
  const own = partners.flatMap((partner) =>
    keepOwn(`check ${partner.slug}`, [...from, partner], () => checkPartner(project, partner)),
  );
  return [...national, ...own];
}
