import { isDay, isLooseDate } from '../dates.ts';
import { Refusal, suggestion } from '../diagnostic.ts';
import { factAt } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Config, Partner } from '../project.ts';
import { proseText } from '../prose.ts';
import type { Award, CitedSource, Citation, Figure, Grants, Note, ShorthandWord, Unit } from '../records.ts';
import { rowsOf } from '../rows/index.ts';
import type { Rows } from '../rows/index.ts';
import { quartersEndedOn } from '../calendar.ts';
import type { QuartersEnded } from '../calendar.ts';
import { isExact } from '../spend.ts';
import { wordsOf } from '../words.ts';
import type { Words } from '../words.ts';
import { referencesOf, sumWordsOf } from './formulas.ts';
import type { References, SumWords } from './formulas.ts';
import { tableName } from './model.ts';
import type { Above, Book, Cell, Column, Row, SheetId, Table, Tone, Value } from './model.ts';

/** What the sheets of one workbook are made from, and the notebook in which their sources are written down. */
export interface Making {
  readonly config: Config;
  readonly partner: Partner;
  readonly profile: Book['profile'];
  readonly facts: Facts;
  readonly rows: Rows;
  /** The grants, in the copy for the public as they stood on the day. */
  readonly awards: Readonly<Record<string, Award>>;
  readonly ended: QuartersEnded;
  readonly words: Words;
  readonly sums: SumWords;
  readonly refs: References;
  readonly sources: ReadonlyMap<string, CitedSource>;
  readonly cited: Set<string>;
}

/** What the cells of one workbook are made from: the records of a partnership as its profile may show them. */
export function makingOf(
  config: Config,
  { partner, facts, profile }: Pick<Making, 'partner' | 'facts' | 'profile'>,
): Making {
  const wording = config.wording.record;
  const own = partner.sources?.record.sources;
  return {
    config,
    partner,
    profile,
    facts,
    rows: rowsOf(config, facts),
    awards: (facts.grants as Grants | undefined)?.awards ?? {},
    ended: quartersEndedOn(facts.as_at, config.calendar.record),
    words: wordsOf(wording),
    sums: sumsFor(config, profile),
    refs: referencesOf(config.workbook.record),
    sources: new Map(Object.entries({ ...config.sources.record.sources, ...own })),
    cited: new Set(),
  };
}

/** The words of sums; the publish copy has signs in the place of a missing sum. */
function sumsFor(config: Config, profile: Book['profile']): SumWords {
  const words = sumWordsOf(config.wording.record);
  if (profile === 'working') return words;
  const sign = (state: 'not-provided' | 'unknown') => absent({ config, profile }, state);
  return { ...words, none: sign('not-provided'), unknown: sign('unknown') };
}

/** Spaces that do not break are for pages; in a cell they would spoil a search. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** A cell that holds a value and nothing else. */
export const cell = (value: Value): Cell => ({ value });

/** Text, or the word for its absence. */
export function textCell(making: Making, text: string | undefined | null): Cell {
  return cell(text === undefined || text === null ? absent(making, 'not-provided') : plain(text));
}

/** What stands in the place of a number that there is not: words for finance, a sign for the public. */
export function absent(
  { config, profile }: Pick<Making, 'config' | 'profile'>,
  state: NonNullable<ShorthandWord['state']>,
): string {
  const entry = config.workbook.record.shorthand.find((word) => word.state === state);
  return (profile === 'publish' ? entry?.sign : undefined) ?? config.wording.record.states[state];
}

const absences = [
  'not-provided',
  'not-available',
  'unknown',
  'not-applicable',
  'suppressed',
  'restricted',
] as const;
const isAbsence = (state: string): state is (typeof absences)[number] =>
  (absences as readonly string[]).includes(state);

/** A figure: a number if it is exact, otherwise words. What is restricted is told to finance only. */
export function figureCell(making: Making, figure: Figure | undefined, unit?: Unit): Cell {
  const { profile, words, config } = making;
  const { states } = config.wording.record;
  const { state = 'not-provided', value, low } = figure ?? {};
  if (figure && isExact(figure))
    return { value: value ?? null, mark: figure.state === 'provisional' ? states.provisional : undefined };
  const isThere = value !== undefined || low !== undefined;
  if (!figure || !isThere || (state === 'restricted' && profile === 'publish')) {
    // A provisional figure without its number is one that is not for the public.
    if (!isAbsence(state) && state !== 'known') return cell(states[state]);
    return cell(absent(making, isAbsence(state) ? state : 'not-provided'));
  }
  if (state !== 'restricted') return cell(plain(words.figure(figure, unit)));
  const text = words.figure({ ...figure, state: 'known' }, unit);
  return cell(`${plain(text)} (${states.restricted})`);
}

/** An amount in pounds, or what stands in its place. */
export function moneyCell(making: Making, figure: Figure | undefined): Cell {
  return figureCell(making, figure, making.config.units.record.units['pounds']);
}

/** A figure that finance may still type: empty while there is none. */
export function typedCell(making: Making, figure: Figure | undefined): Cell {
  return figure === undefined && making.profile === 'working' ? cell(null) : moneyCell(making, figure);
}

/** How exact a figure is, and its state. */
export function formOf(making: Making, { form = 'exact', state = 'known', value, low }: Figure): string {
  const { wording, workbook } = making.config;
  if (value === undefined && low === undefined)
    return wording.record.states[state === 'known' ? 'not-provided' : state];
  const name = workbook.record.words.forms[form];
  return state === 'known' ? name : `${name}, ${wording.record.states[state]}`;
}

/** A day as a real date; a month or a year in words. */
export function dateCell(making: Making, date: string | undefined | null): Cell {
  if (date === undefined || date === null) return textCell(making, undefined);
  return cell(isDay(date) ? date : dateText(making, date));
}

/** A date in words; what is no date stays as the source says it. */
export function dateText({ words }: Making, date: string): string {
  return isLooseDate(date) ? plain(words.date(date)) : date;
}

/** Markdown with its quotations filled in, as plain text. */
export function proseOf(making: Making, text: string): string {
  const { facts, words, config } = making;
  return plain(
    proseText(text, (path) => {
      const fact = factAt(facts, path);
      if (fact?.as === 'figure') return words.quoted(fact.value, config.units.record.units[fact.unit ?? '']);
      if (fact?.as === 'date') return words.date(fact.value);
      if (fact?.as === 'status') return words.status(fact.value).toLowerCase();
      return fact?.value ?? config.wording.record.none;
    }),
  );
}

/** Remarks in one cell, each said once; none leaves it to the word for none. */
export function notesCell(making: Making, notes: readonly Pick<Note, 'text'>[]): Cell {
  const texts = new Set(notes.map(({ text }) => proseOf(making, text)));
  return cell([...texts].join(' ') || making.config.workbook.record.words.none);
}

/** A source by its short name and the place in it. */
export function sourceCell(making: Making, citation: Citation | undefined): Cell {
  const source = citation && making.sources.get(citation.id);
  if (!source) return textCell(making, undefined);
  making.cited.add(citation.id);
  return cell([source.short ?? source.title, citation.at].filter((part) => part !== undefined).join(', '));
}

interface Contents {
  readonly rows: readonly Row[];
  /** The formula of each calculated column. */
  readonly formulas?: Readonly<Record<string, string>>;
  readonly inputs?: readonly string[];
  /** The list that each column is chosen from. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly tones?: Readonly<Record<string, readonly Tone[]>>;
  readonly above?: Readonly<Record<string, Above>>;
}

/** A column of config/workbook.yaml for which a sheet has no values. */
function strangeColumn(
  { config }: Making,
  sheet: SheetId,
  column: string,
  known: readonly string[],
): Refusal {
  const span = config.workbook.source.locate(['sheets', sheet, 'columns', column], 'key');
  const message = `the sheet ${sheet} has nothing for a column ${column}`;
  const hint = suggestion(column, known) ?? '';
  return new Refusal('files', [{ severity: 'error', rule: 'workbook/column', span, message, hint }]);
}

/**
 * A table with the columns that config/workbook.yaml lists; none without rows. The publish copy has values only: no
 * formulas, and none of the columns that are not for the public.
 */
export function tableOf(making: Making, id: SheetId, contents: Contents): Table | undefined {
  const { rows, formulas = {}, inputs = [], choices = {}, tones = {}, above = {} } = contents;
  if (rows.length === 0) return undefined;
  const forFinance = making.profile === 'working';
  const plans = Object.entries(making.config.workbook.record.sheets[id].columns ?? {});
  const columns = plans
    .filter(([, { publish = true }]) => forFinance || publish)
    .map(([column, { heading, as, width }]): Column => ({
      id: column,
      heading,
      as,
      width,
      formula: forFinance ? formulas[column] : undefined,
      input: forFinance && inputs.includes(column),
      choices: forFinance ? choices[column] : undefined,
      tones: forFinance ? (tones[column] ?? []) : [],
    }));
  const strange = columns.find((column) => rows.some((row) => !Object.hasOwn(row, column.id)));
  if (strange) throw strangeColumn(making, id, strange.id, Object.keys(rows[0] ?? {}));
  const [[first] = ['']] = plans;
  const label = { [first]: { cell: cell(making.config.workbook.record.words.total) } };
  return {
    name: tableName(id),
    columns,
    rows,
    above: Object.keys(above).length > 0 ? { ...label, ...above } : above,
  };
}
