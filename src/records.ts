// Made from config/schemas by `npm run types`. Change the schemas, not this file.

/**
 * one sentence each
 *
 * @minItems 1
 *
 * Items: a few words of text; put it in quotes if it is a number
 */
export type Sentences = string[];
/**
 * warnings that somebody has looked at, such as [{rule: dates/future, reason: The source says so.}]
 *
 * @minItems 1
 */
export type Acknowledged = Acknowledgement[];
/**
 * the pieces of a text, as values
 *
 * Items: a value that knows how it is said
 */
export type ChartText = unknown[];
/**
 * the sections, in order
 *
 * @minItems 1
 */
export type Sections = Section[];
/**
 * one grant in one year
 */
export type Award = {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  scheme: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  scheme_note?: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  year?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  year_as_said?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  held_by?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  lead?: string;
  participants?: Participants;
  amount: Figure;
  parts?: Parts;
  history?: History;
  /**
   * the stage that the amount has reached, if history does not say
   */
  status?: 'early-warning' | 'indicative' | 'approved' | 'confirmed' | 'revised';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  decision?: string;
  /**
   * paid, or notional if no money changes hands
   */
  payment?: 'paid' | 'notional';
  instalments?: Instalments;
  award_letter?: AwardLetter;
  baseline?: Figure;
  carried_forward?: CarriedForward;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  reason?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  use?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  next?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
};
/**
 * a number with its form and state, such as {value: 538}, {value: 795000, form: about} or {state: not-provided}
 */
export type Figure = {
  /**
   * digits only, such as 12000 or 5.9
   */
  value?: number;
  /**
   * the lower end of a range, digits only
   */
  low?: number;
  /**
   * the upper end of a range, digits only
   */
  high?: number;
  /**
   * how exact the number is; exact if nothing is said
   */
  form?: 'exact' | 'about' | 'up-to' | 'less-than' | 'over' | 'range';
  /**
   * how the number stands; known if nothing is said
   */
  state?:
    | 'known'
    | 'provisional'
    | 'indicative'
    | 'corrected'
    | 'restricted'
    | 'suppressed'
    | 'not-provided'
    | 'not-available'
    | 'not-applicable'
    | 'unknown';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
};
/**
 * the authorities that take part, each with its share
 *
 * @minItems 1
 */
export type Participants = Participant[];
/**
 * how the allocation changed, oldest first
 *
 * @minItems 1
 */
export type History = AllocationStep[];
/**
 * when it is paid
 *
 * @minItems 1
 */
export type Instalments = Instalment[];
/**
 * The record of one meeting, or of one item of a meeting
 */
export type Meeting = {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  body?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  date?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  undated?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  before?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  time?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  place?: string;
  chair?: Person;
  /**
   * who was there, in the order of the source
   *
   * @minItems 1
   */
  attendance?: Person[];
  /**
   * who sent apologies, in the order of the source
   *
   * @minItems 1
   */
  apologies?: Person[];
  /**
   * who presented the item
   *
   * @minItems 1
   */
  presented_by?: Person[];
  /**
   * the items, in order
   *
   * @minItems 1
   */
  items: MeetingItem[];
  /**
   * what was recommended
   */
  recommendations?: {
    [k: string]: Recommendation;
  };
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
};
/**
 * the same figure for earlier periods, oldest first
 *
 * @minItems 1
 */
export type Series = SeriesPoint[];
/**
 * three to five sentences for a reader who reads nothing else; what is late is added by the tool
 *
 * @minItems 1
 *
 * Items: text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
 */
export type Glance = string[];
/**
 * sentences
 *
 * @minItems 1
 * @maxItems 4
 *
 * Items: text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
 */
export type Sentences1 = string[];
/**
 * the sheets
 */
export type SheetPlans = {
  cover: SheetPlan;
  milestones: SheetPlan;
  allocations: SheetPlan;
  spend: SheetPlan;
  summary: SheetPlan;
  categories: SheetPlan;
  reconciliation: SheetPlan;
  actions: SheetPlan;
  measures: SheetPlan;
  sources: SheetPlan;
  notes: SheetPlan;
  lists: SheetPlan;
  contents: SheetPlan;
};

export interface Records {
  accessibility: Accessibility;
  actions: Actions;
  blocks: Blocks;
  calendar: Calendar;
  chart: Chart;
  disclosure: Disclosure;
  documents: Documents;
  glossary: Glossary;
  grants: Grants;
  language: Language;
  meeting: Meeting;
  membership: Membership;
  menu: Menu;
  metrics: Metrics;
  milestones: Milestones;
  'national-grants': NationalGrants;
  'national-milestones': NationalMilestones;
  'national-outcomes': NationalOutcomes;
  needs: Needs;
  outcomes: Outcomes;
  paper: Paper;
  partnership: Partnership;
  plan: Plan;
  return: Return;
  risks: Risks;
  round: Round;
  sources: Sources;
  spend: Spend;
  tables: Tables;
  units: Units;
  'view-accessibility': AccessibilityView;
  'view-index': IndexView;
  'view-paper': PaperView;
  'view-return': ReturnView;
  wording: Wording;
  workbook: Workbook;
}
/**
 * The words of the page that says how far a partnership’s files were checked
 */
export interface Accessibility {
  labels: AccessibilityLabels;
  /**
   * what each check of a build finds out, by its name in the manifest
   */
  checks: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    [k: string]: string;
  };
  /**
   * what no machine can check: in files that are read as pages, and in those that are sheets of figures
   */
  persons: {
    pages: Sentences;
    sheets: Sentences;
  };
}
/**
 * the words it prints; {name} stands for the partnership
 */
export interface AccessibilityLabels {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  description: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  skip: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  lead: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  limits: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  facts_as_at: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  passed: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  unchecked: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  persons: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  all: string;
}
/**
 * What somebody has undertaken to do
 */
export interface Actions {
  /**
   * the actions
   */
  actions: {
    [k: string]: Action;
  };
  acknowledged?: Acknowledged;
}
/**
 * one action
 */
export interface Action {
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  due?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  due_as_said?: string;
  /**
   * open, done, or closed without being done; leave it out if the source does not say
   */
  state?: 'open' | 'done' | 'closed';
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  done?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * where the fact comes from, such as {id: note-08-23, at: "2.3"}
 */
export interface Citation {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  id: string;
  /**
   * the paragraph or page there, in quotes, such as "2.3"
   */
  at?: string;
}
/**
 * one warning that stands, and why
 */
export interface Acknowledgement {
  /**
   * the name in square brackets after the warning, such as dates/future
   */
  rule: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  reason: string;
}
/**
 * What a return can draw from the data by name: paragraphs that are the same for every partnership
 */
export interface Blocks {
  /**
   * the blocks
   */
  blocks: {
    /**
     * the paragraphs of the block, in order
     *
     * @minItems 1
     */
    [k: string]: Paragraph[];
  };
}
/**
 * one numbered paragraph: its own text, or the text of a record
 */
export interface Paragraph {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  /**
   * the path of a record whose text and source are used, such as needs.findings.alcohol
   */
  use?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  lead_in?: string;
  /**
   * sub-points, lettered (a), (b), (c)
   *
   * @minItems 1
   *
   * Items: text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  points?: string[];
  /**
   * the path of records whose titles and texts become the sub-points, such as plan.priorities
   */
  points_from?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  table?: string;
  /**
   * write outcome for one such paragraph for each outcome of config/outcomes.yaml, its table showing the rows of that outcome
   */
  by?: 'outcome';
  /**
   * charts that follow the paragraph: trends of the measures in its table, grants by year, or a timeline of the milestones
   */
  chart?: 'trends' | 'grants' | 'milestones';
  /**
   * a diagram that follows the paragraph: the boards and groups around the partnership
   */
  diagram?: 'governance';
  /**
   * published documents
   *
   * @minItems 1
   */
  links?: Link[];
  source?: Citation;
  acknowledged?: Acknowledged;
}
/**
 * one published document, such as {title: Needs assessment 2022, url: https://example.org/needs.pdf}
 */
export interface Link {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a web address that begins with https://
   */
  url: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  publisher?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
}
/**
 * Bank holidays of England, the financial year and the rule for clear days
 */
export interface Calendar {
  /**
   * the bank holidays, in order
   *
   * @minItems 1
   */
  bank_holidays: BankHoliday[];
  bank_holidays_source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  bank_holidays_confidence: 'sourced' | 'background' | 'derived';
  financial_year: FinancialYearRule;
  clear_days: ClearDays;
}
/**
 * one day
 */
export interface BankHoliday {
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  date: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * true if it stands for a holiday that fell on a weekend
   */
  substitute?: boolean;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
}
/**
 * when the year begins; its quarters are three months each
 */
export interface FinancialYearRule {
  /**
   * a month and a day in quotes, such as "06-30"
   */
  starts: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * how long before a meeting its papers must be open
 */
export interface ClearDays {
  /**
   * how many clear days
   */
  days: number;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  leave_out: LeftOut;
}
/**
 * the days that do not count
 */
export interface LeftOut {
  /**
   * true if the day of publication does not count
   */
  notice_day: boolean;
  /**
   * true if the day of the meeting does not count
   */
  meeting_day: boolean;
  /**
   * true if Saturdays and Sundays do not count
   */
  weekends: boolean;
  /**
   * true if bank holidays do not count
   */
  bank_holidays: boolean;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * A drawing as shapes and labels, measured in points; 425 of them are the 150 mm of a page's text
 */
export interface Chart {
  /**
   * begins every id within the drawing
   */
  id: string;
  /**
   * what stands above it
   */
  title: string;
  /**
   * the kind of chart and its title, for those who do not see it
   */
  name: string;
  description: ChartText;
  width: number;
  height: number;
  marks: ChartMark[];
  labels: ChartLabel[];
  notes: ChartNote[];
}
/**
 * a shape, drawn from the point x, y
 */
export interface ChartMark {
  x: number;
  y: number;
  /**
   * the path
   */
  d: string;
  /**
   * its classes in the style sheet
   */
  as: string;
}
/**
 * one line of text
 */
export interface ChartLabel {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  /**
   * its classes in the style sheet
   */
  as: string;
  parts: ChartText;
}
/**
 * a line under the drawing
 */
export interface ChartNote {
  about: string;
  parts: ChartText;
}
/**
 * What is not for the public, and what is printed in its place
 */
export interface Disclosure {
  /**
   * the states whose numbers are for the internal audience only
   */
  states: {
    [k: string]: HiddenState;
  };
  small_counts: SmallCounts;
  /**
   * what follows from it
   */
  rules: {
    [k: string]: DisclosureRule;
  };
  typed: TypedNumbers;
  /**
   * the sign that stands for a number, by its state
   */
  shorthand: {
    suppressed: Shorthand;
  };
}
/**
 * one state
 */
export interface HiddenState {
  /**
   * which figures it hides: all, or measures, which leaves out money
   */
  of: 'all' | 'measures';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * the rule for small counts of people
 */
export interface SmallCounts {
  /**
   * the smallest count that is hidden
   */
  from: number;
  /**
   * the largest count that is hidden
   */
  to: number;
  /**
   * the units that count something else
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  things: string[];
  /**
   * the units that count people
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  units: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * one rule
 */
export interface DisclosureRule {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * which numbers in a text can only be the hidden one
 */
export interface TypedNumbers {
  /**
   * a number of so many digits tells by itself; a smaller one only before the word for what it counts
   */
  digits: number;
  /**
   * the small numbers in words, from one on
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  words: string[];
}
/**
 * one sign
 */
export interface Shorthand {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  sign: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  meaning: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * Every kind of document that can be made
 */
export interface Documents {
  /**
   * the language of the documents, such as en-GB
   */
  language: string;
  labels: Labels;
  index: IndexWords;
  /**
   * the kinds
   */
  documents: {
    [k: string]: DocumentKind;
  };
  returns: ReturnWords;
}
/**
 * the words its template prints
 */
export interface Labels {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  about: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  number: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  date: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  to: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  purpose: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  basis: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  glance: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late_at: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  contents: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  sources: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  table: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  source: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  lead: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  draft: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  state: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  unsigned: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  draft_banner: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  facts_as_at: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  page: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  of: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  skip: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  pdf: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  final: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  made_from: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  made_from_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  signed_off: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  pages: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  paragraph: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  paragraphs: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  used_in: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  sources_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  internal: string;
}
/**
 * the words of the page that lists all documents
 */
export interface IndexWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  description: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  draft: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  signed_off: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  none: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  document: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  date: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  state: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  files: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  skip: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  accessibility: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  warnings: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  internal: string;
}
/**
 * one kind of document
 */
export interface DocumentKind {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  audience: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  view?: string;
  /**
   * the formats it has
   *
   * @minItems 1
   *
   * Items: a format
   */
  formats: ('pdf' | 'html' | 'xlsx')[];
  standing?: Standing;
}
/**
 * the content, if every partnership has one of these without writing a paper for it
 */
export interface Standing {
  /**
   * which bodies have one: partnership or forum
   */
  of: 'partnership' | 'forum';
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  purpose: string;
  sections?: Sections;
}
/**
 * one section
 */
export interface Section {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading: string;
  /**
   * the paragraphs, in order
   *
   * @minItems 1
   */
  paragraphs: Paragraph[];
}
/**
 * the words of a return; {recipient} and {n} stand for what they name
 */
export interface ReturnWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  recipient: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  due: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  layout: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  illustrative: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  complete: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  incomplete: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  ours: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  summary: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  went_well: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  money: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  missing: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  nothing: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  met: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  better: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  done: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  overdue: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  met_late: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  worse: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  action_overdue: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  year: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  year_unsettled: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_year: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  more: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  changes: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  changes_caption: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  what: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  then: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  now: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  move: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  same_day: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  unchanged: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  completeness: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  questions_caption: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  question: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  answer: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  where: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  supplied: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  in_part: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  not_provided: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  not_applicable: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  gaps_caption: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  gap: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_gaps: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  glossary: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  abbreviation: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  meaning: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  links: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  series_caption: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  period: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  governance: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  reports: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  feeds: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  informs: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  changes_lead: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_abbreviation: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  timeline: string;
}
/**
 * Abbreviations, spelled out at their first use in each document
 */
export interface Glossary {
  /**
   * each abbreviation and what it stands for
   */
  abbreviations: {
    [k: string]: Abbreviation;
  };
}
/**
 * one abbreviation
 */
export interface Abbreviation {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  long: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  plural?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence?: 'sourced' | 'background' | 'derived';
  /**
   * true if the long form needs "the" where the abbreviation does not
   */
  article?: boolean;
}
/**
 * The money the partnership has or expects, one entry for each grant and year
 */
export interface Grants {
  /**
   * one entry for each grant and year
   */
  awards: {
    [k: string]: Award;
  };
  /**
   * totals that a source states
   */
  totals?: {
    [k: string]: StatedTotal;
  };
  acknowledged?: Acknowledged;
}
/**
 * one authority
 */
export interface Participant {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  share?: Figure;
  amount?: Figure;
}
/**
 * the parts of the amount, if the source lists them
 */
export interface Parts {
  [k: string]: AwardPart;
}
/**
 * one part
 */
export interface AwardPart {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  category?: string;
  amount: Figure;
}
/**
 * one stage
 */
export interface AllocationStep {
  /**
   * the stage of the allocation
   */
  stage: 'early-warning' | 'indicative' | 'approved' | 'confirmed' | 'revised';
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
  amount: Figure;
  source: Citation;
}
/**
 * one payment
 */
export interface Instalment {
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
  amount: Figure;
}
/**
 * what the award letter says
 */
export interface AwardLetter {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  reference?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
  amount: Figure;
  source: Citation;
}
/**
 * money kept from an earlier year, which is then not new
 */
export interface CarriedForward {
  /**
   * a financial year in quotes, such as "2023/24"
   */
  from_year: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  approval?: string;
}
/**
 * one total
 */
export interface StatedTotal {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * the grants it adds up
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  of: string[];
  amount: Figure;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * Words to watch in texts: terms that are not person-first, and phrases that claim what must be checked
 */
export interface Language {
  /**
   * terms that put the condition before the person
   */
  terms: {
    [k: string]: Term;
  };
  cues: Cues;
  legal_claim: LegalClaim;
  /**
   * titles and honours that are no part of a name when two spellings are compared
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  titles: string[];
}
/**
 * one term
 */
export interface Term {
  /**
   * the term in all its forms, in small letters
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  phrases: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  better: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * phrases that claim what must be checked; … stands for up to six words
 */
export interface Cues {
  /**
   * phrases that say that no milestone is late
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  nothing_overdue: string[];
  /**
   * phrases of what is still to come
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  ahead: string[];
  /**
   * words of what has happened
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  past: string[];
  /**
   * how other words of what has happened end
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  past_endings: string[];
  /**
   * words before the day by which something happens
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  by: string[];
  /**
   * phrases that promise what happens on a day
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  promise: string[];
  /**
   * words behind which a year by itself is a date
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  before_year: string[];
  /**
   * words that turn a claim into its contrary
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  denial: string[];
}
/**
 * phrases that say a law asks for what none asks for
 */
export interface LegalClaim {
  /**
   * phrases that say that a partnership is required by law
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  phrases: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  but: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  better: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * one person, such as {name: Ada Example, body: Example Council}
 */
export interface Person {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  body?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  post?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  acknowledged?: Acknowledged;
}
/**
 * one item of the agenda
 */
export interface MeetingItem {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  presenter?: string;
  /**
   * the actions that came out of it or were reported on
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  actions?: string[];
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * one recommendation
 */
export interface Recommendation {
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  /**
   * how it ended
   */
  state: 'proposed' | 'accepted' | 'rejected';
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * The categories of members that national guidance lists
 */
export interface Membership {
  /**
   * the categories, in order
   */
  categories: {
    [k: string]: Category;
  };
  /**
   * the roles that a partnership is to fill, in order
   */
  roles: {
    [k: string]: NationalRole;
  };
}
/**
 * one category
 */
export interface Category {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  /**
   * bodies that belong here
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  examples?: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  gap?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  several?: string;
}
/**
 * one role
 */
export interface NationalRole {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  /**
   * other words that papers use for it
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  also?: string[];
  /**
   * true if national guidance asks for it
   */
  expected: boolean;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  /**
   * true if nobody can send a return while it is empty
   */
  needed?: boolean;
}
/**
 * The menu of interventions: the category of every line of grant spending
 */
export interface Menu {
  /**
   * the categories, in order
   */
  categories: {
    [k: string]: MenuCategory;
  };
}
/**
 * one category
 */
export interface MenuCategory {
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  /**
   * the schemes whose menu it is on
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  schemes: string[];
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * The metrics of the national framework, and the national ambitions
 */
export interface Metrics {
  /**
   * the metrics, headline metrics first
   */
  metrics: {
    [k: string]: Metric;
  };
  /**
   * what the strategy set out to reach
   */
  ambitions?: {
    [k: string]: Ambition;
  };
}
/**
 * one metric, with how sure we are of each part
 */
export interface Metric {
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number?: string;
  /**
   * true if it is known only as a supporting metric
   */
  supporting?: boolean;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  outcome?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  unit?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  ages?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  source_body?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  frequency?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  geography?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  geography_confidence?: 'sourced' | 'background' | 'derived';
  /**
   * true if local figures may not be published
   */
  restricted: boolean;
  window?: PeriodWindow;
  /**
   * metrics it must never be added to
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  never_add_to?: string[];
  baseline?: NationalBaseline;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * the period that one figure covers
 */
export interface PeriodWindow {
  every?: Interval;
  /**
   * true if periods overlap, so that two must never be subtracted
   */
  rolling?: boolean;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
}
/**
 * how often, such as {months: 3} or {years: 1}
 */
export interface Interval {
  /**
   * months
   */
  months?: number;
  /**
   * years
   */
  years?: number;
}
/**
 * the figure that progress is measured from
 */
export interface NationalBaseline {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  period: string;
  value: Figure;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * one national ambition
 */
export interface Ambition {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  metric?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  unit: string;
  value: Figure;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  by?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * How far the partnership is with each national milestone; drafted, agreed and published are kept apart
 */
export interface Milestones {
  /**
   * one entry for each milestone of config/milestones.yaml
   */
  milestones: {
    [k: string]: Progress;
  };
  acknowledged?: Acknowledged;
}
/**
 * what has been done towards one milestone
 */
export interface Progress {
  named?: Step;
  convened?: Step;
  drafted?: Step;
  reported?: Step;
  agreed?: Step;
  published?: Step;
  sent?: Step;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * one step towards a milestone, such as {state: done, date: "2022-12"}; leave the date out if the source gives none
 */
export interface Step {
  /**
   * done, or planned if the source only promises it
   */
  state: 'done' | 'planned';
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
}
/**
 * The grant schemes, with their years and funders
 */
export interface NationalGrants {
  /**
   * the schemes
   */
  schemes: {
    [k: string]: Scheme;
  };
  /**
   * what comes with the money
   */
  conditions?: {
    [k: string]: Condition;
  };
}
/**
 * one scheme
 */
export interface Scheme {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  short?: string;
  /**
   * other names that papers use for it
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  aliases?: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  funder: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  funder_confidence?: 'sourced' | 'background' | 'derived';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  paid_under?: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  first_year?: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  last_year?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  years_note?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  becomes?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  becomes_confidence?: 'sourced' | 'background' | 'derived';
  /**
   * true if all of it is for drug and alcohol work
   */
  drug_grant: boolean;
  /**
   * true if it is often held by one council for several, so its money must not be counted twice
   */
  apart?: boolean;
  /**
   * what it has nationally
   *
   * @minItems 1
   */
  totals?: NationalTotal[];
  /**
   * the days on which it is paid
   *
   * @minItems 1
   */
  instalments?: Instalments1[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * what the scheme has nationally in some years
 */
export interface NationalTotal {
  /**
   * the financial years it is for; one figure may cover several
   *
   * @minItems 1
   *
   * Items: a financial year in quotes, such as "2023/24"
   */
  years: string[];
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  unit: string;
  value: Figure;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence?: 'sourced' | 'background' | 'derived';
}
/**
 * the days of one financial year
 */
export interface Instalments1 {
  /**
   * a financial year in quotes, such as "2023/24"
   */
  year: string;
  /**
   * the days, in order
   *
   * @minItems 1
   *
   * Items: a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  dates: string[];
}
/**
 * one condition
 */
export interface Condition {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  /**
   * the schemes it belongs to
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  schemes: string[];
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * The national milestones, with their dates and how sure we are of them
 */
export interface NationalMilestones {
  /**
   * the milestones, in order
   */
  milestones: {
    [k: string]: NationalMilestone;
  };
}
/**
 * one milestone
 */
export interface NationalMilestone {
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  short: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  due?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  due_note?: string;
  /**
   * the step that meets it
   */
  met_by: 'named' | 'convened' | 'reported' | 'agreed' | 'published' | 'sent';
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  recurs?: Recurrence;
  /**
   * rounds that are known to have been asked for, such as "2024-10"
   *
   * @minItems 1
   *
   * Items: a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  rounds?: string[];
}
/**
 * how a milestone comes back; there is then no fixed due date
 */
export interface Recurrence {
  every: Interval;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  after: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * The outcomes that the national framework names
 */
export interface NationalOutcomes {
  /**
   * the outcomes, in order
   */
  outcomes: {
    [k: string]: Outcome;
  };
  nation: Nation;
}
/**
 * one outcome
 */
export interface Outcome {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  /**
   * strategic, or intermediate on the way to it
   */
  tier: 'strategic' | 'intermediate';
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
}
/**
 * the comparator that stands in a column of its own
 */
export interface Nation {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  comparator: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area: string;
}
/**
 * The joint needs assessment: what it found and the figures it gives
 */
export interface Needs {
  assessment?: Assessment;
  /**
   * what it found, in words
   */
  findings?: {
    [k: string]: Finding;
  };
  /**
   * the figures it gives
   */
  measures?: {
    [k: string]: Measure;
  };
  acknowledged?: Acknowledged;
}
/**
 * the assessment itself
 */
export interface Assessment {
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  /**
   * how often it is renewed
   *
   * @minItems 1
   */
  cycles?: Cycle[];
  source: Citation;
}
/**
 * one cycle
 */
export interface Cycle {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  what: string;
  every: Interval;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  last?: string;
}
/**
 * one finding
 */
export interface Finding {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  source: Citation;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  acknowledged?: Acknowledged;
}
/**
 * one figure with all a reader needs to question it
 */
export interface Measure {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  metric?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  outcome?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  unit: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  period?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  of?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  differs_from?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  built_on?: string;
  value: Figure;
  series?: Series;
  /**
   * true if the figure is a change, not a level
   */
  change?: boolean;
  base?: Base;
  level?: Figure;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  target?: string;
  /**
   * which way is better, if that is plain
   */
  direction?: 'up-is-better' | 'down-is-better';
  /**
   * the same measure elsewhere
   */
  comparators?: {
    [k: string]: Comparator;
  };
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  retrieved?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * the figure of one period, such as {period: "2021/22", value: {value: 500}}
 */
export interface SeriesPoint {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  period: string;
  value: Figure;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
}
/**
 * the figure that a change or a percentage starts from
 */
export interface Base {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  period?: string;
  value: Figure;
}
/**
 * the same measure elsewhere
 */
export interface Comparator {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area: string;
  value: Figure;
  series?: Series;
  source?: Citation;
}
/**
 * How the partnership does against the metrics of the national framework and its own targets
 */
export interface Outcomes {
  /**
   * the figures
   */
  measures?: {
    [k: string]: Measure;
  };
  /**
   * what is to be reached
   */
  targets?: {
    [k: string]: Target;
  };
  acknowledged?: Acknowledged;
}
/**
 * a figure that is to be reached
 */
export interface Target {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  metric?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  outcome?: string;
  /**
   * expected by whoever pays, set locally, or national
   */
  kind: 'expected' | 'local' | 'national';
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  unit: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  by?: string;
  /**
   * true if the figure is a change, not a level
   */
  change?: boolean;
  base?: Base;
  value: Figure;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  award?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * One paper for a committee
 */
export interface Paper {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  document: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  committee: string;
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  date: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  meeting?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  as_at?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  to: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  purpose: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  basis?: string;
  lead: Lead;
  signed_off?: SignOff;
  glance?: Glance;
  sections: Sections;
  acknowledged?: Acknowledged;
}
/**
 * the lead officer
 */
export interface Lead {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  post: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  telephone?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  email?: string;
}
/**
 * who signed it off; without it every page says DRAFT
 */
export interface SignOff {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  post: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  date: string;
}
/**
 * Who a Combating Drugs Partnership is: its name, area, roles, members and meetings
 */
export interface Partnership {
  /**
   * the version of this layout; write 1
   */
  schema: 1;
  /**
   * partnership if nothing is said; forum for a body that several partnerships answer to
   */
  kind?: 'partnership' | 'forum';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name_note?: string;
  /**
   * the name in other spellings, exactly as a source prints each
   *
   * @minItems 1
   */
  also_written?: Spelling[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  council?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  as_at: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  as_at_note?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  strategy_name?: string;
  remit?: Remit;
  footprint?: Footprint;
  structure?: Structure;
  terms?: Terms;
  /**
   * the partnerships of a forum, each by the name of its folder
   */
  partnerships?: {
    [k: string]: Listed;
  };
  /**
   * who answers for what
   */
  roles?: {
    [k: string]: Role;
  };
  /**
   * the boards the partnership reports to
   *
   * @minItems 1
   */
  reports_to?: Board[];
  /**
   * other groups it works with
   *
   * @minItems 1
   */
  linked_groups?: LinkedGroup[];
  meetings?: Meetings;
  /**
   * the bodies that take part
   */
  members?: {
    [k: string]: Member;
  };
  acknowledged?: Acknowledged;
  signed_off?: SignOff;
}
/**
 * one spelling
 */
export interface Spelling {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  source: Citation;
}
/**
 * what the partnership covers
 */
export interface Remit {
  /**
   * true if alcohol is part of the remit
   */
  alcohol?: boolean;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  reason?: string;
  source: Citation;
}
/**
 * the area the partnership covers
 */
export interface Footprint {
  /**
   * the local authorities in it
   *
   * @minItems 1
   */
  authorities: Authority[];
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  source: Citation;
}
/**
 * one local authority
 */
export interface Authority {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * its ONS code, such as "E06000035"
   */
  code?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  code_from?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  code_to?: string;
}
/**
 * how the partnership stands among other boards
 */
export interface Structure {
  /**
   * a board of its own, a sub-group, a task of an older board, or boards merged into one
   */
  kind: 'own-board' | 'sub-group' | 'older-board' | 'merged-board';
  /**
   * confirmed if nothing is said; proposed, or on trial
   */
  state?: 'confirmed' | 'proposed' | 'trial';
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  source: Citation;
}
/**
 * what the terms of reference say
 */
export interface Terms {
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  /**
   * what it is to do, in order
   */
  objectives?: {
    [k: string]: Intention;
  };
  source: Citation;
}
/**
 * one activity or priority
 */
export interface Intention {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  due?: string;
  source: Citation;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  acknowledged?: Acknowledged;
}
/**
 * why it is listed
 */
export interface Listed {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  source?: Citation;
}
/**
 * one role
 */
export interface Role {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  post?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  employer?: string;
  /**
   * confirmed, or only proposed
   */
  state?: 'confirmed' | 'proposed';
  source: Citation;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  role?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  from?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  to?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  acknowledged?: Acknowledged;
}
/**
 * one board
 */
export interface Board {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * local or national
   */
  tier: 'local' | 'regional' | 'national';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  purpose?: string;
  source: Citation;
  /**
   * confirmed if nothing is said; proposed, or on trial
   */
  state?: 'confirmed' | 'proposed' | 'trial';
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
}
/**
 * one group
 */
export interface LinkedGroup {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * it brings matters to this body, or this body informs its work
   */
  relation: 'feeds-in' | 'informs';
  /**
   * set up if nothing is said, or still planned
   */
  state?: 'set-up' | 'planned';
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  source: Citation;
}
/**
 * how often the partnership meets
 */
export interface Meetings {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  frequency: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  source: Citation;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  from?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  until?: string;
  acknowledged?: Acknowledged;
}
/**
 * one body
 */
export interface Member {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  category: string;
  /**
   * member, only engaged with, or still to join
   */
  state?: 'member' | 'engaged' | 'proposed';
  source: Citation;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  person?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  deputy?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  acknowledged?: Acknowledged;
}
/**
 * What the partnership will do: activities, priorities and contracts
 */
export interface Plan {
  /**
   * what is planned
   */
  activities?: {
    [k: string]: Intention;
  };
  /**
   * what comes first, in order
   */
  priorities?: {
    [k: string]: Intention;
  };
  /**
   * contracts that matter to the plan
   */
  contracts?: {
    [k: string]: Contract;
  };
  acknowledged?: Acknowledged;
}
/**
 * one contract
 */
export interface Contract {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  service: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  provider: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  awarded?: string;
  source: Citation;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  starts?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  ends?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
}
/**
 * A partnership’s answers in one round; the file has the name of its round in config/returns
 */
export interface Return {
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  as_at?: string;
  signed_off?: SignOff;
  summary?: Summary;
  /**
   * the answers, each by the name of its question in the round
   */
  answers: {
    [k: string]: Answer;
  };
  acknowledged?: Acknowledged;
}
/**
 * sentences for the one-page summary; the tool adds what it can work out
 */
export interface Summary {
  went_well?: Sentences1;
  late?: Sentences1;
  money?: Sentences1;
  missing?: Sentences1;
}
/**
 * one answer: text, links to what is published, blocks drawn from the data, or why it does not apply
 */
export interface Answer {
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text?: string;
  /**
   * published documents that answer it
   *
   * @minItems 1
   */
  links?: Link[];
  /**
   * what is drawn from the data, each a block of config/blocks.yaml, such as milestones
   *
   * @minItems 1
   *
   * Items: a short name in small letters, digits and hyphens, such as first-report
   */
  blocks?: string[];
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  not_applicable?: string;
  source?: Citation;
  acknowledged?: Acknowledged;
}
/**
 * What could go wrong, as the sources say it
 */
export interface Risks {
  /**
   * the risks, in order
   */
  risks: {
    [k: string]: Risk;
  };
  acknowledged?: Acknowledged;
}
/**
 * one risk
 */
export interface Risk {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  text: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  response?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * One reporting round: who asks, by when, under which headings, and how much of that is known
 */
export interface Round {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  recipient: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  due: string;
  /**
   * true only if every heading and question that the recipient asks is known and stands here
   */
  complete: boolean;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence: 'sourced' | 'background' | 'derived';
  /**
   * the sections, in order
   *
   * @minItems 1
   */
  sections: RoundSection[];
}
/**
 * one section
 */
export interface RoundSection {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading: string;
  /**
   * true if the recipient is known to use this heading; false if it is ours
   */
  theirs: boolean;
  /**
   * the questions, in order, each with a name that no other question of the round has
   */
  questions: {
    [k: string]: Question;
  };
}
/**
 * one question
 */
export interface Question {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  limit?: Limit;
}
/**
 * how long the answer may be, such as {words: 250}
 */
export interface Limit {
  /**
   * the most words; a quoted fact counts as one
   */
  words: number;
}
/**
 * Where facts come from; every fact names one of these
 */
export interface Sources {
  /**
   * the documents and pages
   */
  sources: {
    [k: string]: CitedSource;
  };
  acknowledged?: Acknowledged;
}
/**
 * one document or page
 */
export interface CitedSource {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  short?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  publisher: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  date?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  undated?: string;
  /**
   * a web address that begins with https://
   */
  url?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  note?: string;
  /**
   * how sure the fact is: sourced (a public page or paper says so), background (general knowledge, not confirmed) or derived (worked out)
   */
  confidence?: 'sourced' | 'background' | 'derived';
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  after?: string;
  /**
   * a day, month or year in quotes, as exact as the source is: "2023-03-20", "2023-03" or "2023"
   */
  before?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  retrieved?: string;
  acknowledged?: Acknowledged;
}
/**
 * What the grants are spent on, one entry for each budget line
 */
export interface Spend {
  /**
   * one entry for each budget line
   */
  lines: {
    [k: string]: BudgetLine;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  rag_rule?: string;
  acknowledged?: Acknowledged;
}
/**
 * one budget line
 */
export interface BudgetLine {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  award: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  category: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  provider?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  contract?: string;
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  charity_number?: string;
  budget: Figure;
  actual?: Actual;
  forecast?: Figure;
  carry_in?: Carry;
  carry_out?: Carry;
  /**
   * red, amber or green, by the rule in rag_rule
   */
  rag?: 'red' | 'amber' | 'green';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  rag_reason?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
  acknowledged?: Acknowledged;
}
/**
 * what was spent in each quarter; leave a quarter out until it is known
 */
export interface Actual {
  q1?: Figure;
  q2?: Figure;
  q3?: Figure;
  q4?: Figure;
}
/**
 * money carried from one year to another, with its approval
 */
export interface Carry {
  amount: Figure;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  approval?: string;
}
/**
 * The tables that documents can show: which records, which columns
 */
export interface Tables {
  /**
   * the tables
   */
  tables: {
    [k: string]: TablePlan;
  };
}
/**
 * one table
 */
export interface TablePlan {
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  caption: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  rows: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  empty: string;
  /**
   * the columns, in order
   *
   * @minItems 1
   */
  columns: ColumnPlan[];
  /**
   * the field that is added up in a last row
   */
  total?: string;
  sign?: Sign;
}
/**
 * one column
 */
export interface ColumnPlan {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading: string;
  /**
   * the field of the record
   */
  show: string;
  /**
   * how the field is printed
   */
  as:
    | 'text'
    | 'prose'
    | 'list'
    | 'date'
    | 'due'
    | 'figure'
    | 'status'
    | 'reached'
    | 'step'
    | 'movement'
    | 'named'
    | 'target'
    | 'total';
  /**
   * true if it stands on one line
   */
  keep?: boolean;
}
/**
 * a sign that stands in the table for a word, and what it means
 */
export interface Sign {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  is: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  means: string;
}
/**
 * What numbers count, and how they are printed
 */
export interface Units {
  /**
   * the units; amounts of money are in pounds, and shares in percent
   */
  units: {
    [k: string]: Unit;
  };
}
/**
 * one unit
 */
export interface Unit {
  /**
   * how it is printed
   */
  kind: 'count' | 'rate' | 'percent' | 'money';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  one?: string;
  /**
   * decimal places, if always the same
   */
  decimals?: number;
}
/**
 * The page that says how far each file of one partnership was checked
 */
export interface AccessibilityView {
  language: string;
  title: string;
  labels: AccessibilityLabels;
  documents: CheckedDocument[];
  /**
   * nothing: the page quotes no facts
   */
  facts: unknown;
}
export interface CheckedDocument {
  id: string;
  title: string;
  date: string;
  state: string;
  persons: string[];
  files: CheckedFile[];
}
export interface CheckedFile {
  href: string;
  label: string;
  checks: string[];
}
/**
 * The page that lists and links every document
 */
export interface IndexView {
  language: string;
  labels: IndexWords;
  groups: IndexGroup[];
  /**
   * nothing: the list quotes no facts
   */
  facts: unknown;
}
export interface IndexGroup {
  id: string;
  name: string;
  accessibility: string;
  documents: IndexDocument[];
  warnings: IndexWarning[];
}
export interface IndexDocument {
  title: string;
  kind: string;
  date: string;
  state: string;
  files: IndexFile[];
}
export interface IndexFile {
  href: string;
  label: string;
}
export interface IndexWarning {
  place: string;
  rule: string;
}
/**
 * What the templates of a paper can show; records are passed on whole, so a field added to a schema can be shown at once
 */
export interface PaperView {
  document: DocumentHead;
  labels: Labels;
  partnership: Partnership;
  paper: PaperHead;
  as_at: string;
  late: MilestoneRow[];
  milestones: MilestoneRow[];
  measures: MeasureRow[];
  members: MemberRow[];
  grants: GrantRow[];
  sections: SectionView[];
  sources: SourceRow[];
  /**
   * all that prose can quote
   */
  facts: unknown;
  roles: RoleRow[];
  boards: BoardRow[];
  cycles: CycleRow[];
  targets: TargetRow[];
  actions: ActionRow[];
  risks: RiskRow[];
  glance: boolean;
  meetings: MeetingRow[];
  authorities: AuthorityRow[];
  progress: ProgressRow[];
  priorities: PlanRow[];
  activities: PlanRow[];
  spend: SpendRow[];
}
export interface DocumentHead {
  title: string;
  kind: string;
  language: string;
  author: string;
  draft: boolean;
  /**
   * what stands on every page of a document that is not for the public
   */
  mark?: string;
  running_left: string;
  running_right: string;
  description: string;
  imprint?: string;
  pdf?: PdfLink;
}
export interface PdfLink {
  href: string;
  size: string;
  pages: string;
}
export interface PaperHead {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  committee?: string;
  /**
   * a number that is a name, in quotes, such as "08/23" or "2.10"
   */
  number?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  date: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  meeting?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  as_at?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  to?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  purpose: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  basis?: string;
  lead?: Lead;
  signed_off?: SignOff;
  glance?: Glance;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  as_at_note?: string;
}
export interface MilestoneRow {
  named?: Step;
  convened?: Step;
  drafted?: Step;
  reported?: Step;
  agreed?: Step;
  published?: Step;
  sent?: Step;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  acknowledged?: Acknowledged;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  owner?: string;
  source?: Citation;
  id: string;
  definition: NationalMilestone;
  /**
   * a status
   */
  status: unknown;
  /**
   * the furthest step
   */
  reached: unknown;
  /**
   * a due date and how sure it is
   */
  due: unknown;
  notes: Note[];
  /**
   * the step
   */
  drafted_step: unknown;
  /**
   * the step that meets the milestone
   */
  done_step: unknown;
  /**
   * the step
   */
  published_step: unknown;
}
export interface Note {
  about: string;
  text: string;
}
export interface MeasureRow {
  name: string;
  area: string;
  period?: string;
  unit: string;
  /**
   * a figure and its unit
   */
  amount: unknown;
  source: Citation;
  notes: Note[];
}
export interface MemberRow {
  category: string;
  standing: string;
  names: string[];
  /**
   * the bodies themselves, each with its source
   */
  members: Member[];
  notes: Note[];
}
export interface GrantRow {
  scheme: Scheme;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  year?: string;
  /**
   * a figure and its unit
   */
  amount: unknown;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  scheme_note?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  year_as_said?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  area?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  held_by?: string;
  parts?: Parts;
  history?: History;
  carried_forward?: CarriedForward;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  reason?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  doubt?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  acknowledged?: Acknowledged;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  use?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  next?: string;
  source: Citation;
  notes: Note[];
  year_shown: string;
  paid_by: string;
  certainty: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  lead?: string;
  participants?: Participants;
  /**
   * the stage that the amount has reached, if history does not say
   */
  status?: 'early-warning' | 'indicative' | 'approved' | 'confirmed' | 'revised';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  decision?: string;
  /**
   * paid, or notional if no money changes hands
   */
  payment?: 'paid' | 'notional';
  instalments?: Instalments;
  award_letter?: AwardLetter;
  baseline?: Figure;
}
export interface SectionView {
  number: string;
  id: string;
  heading: string;
  paragraphs: ParagraphView[];
  note?: string;
}
export interface ParagraphView {
  /**
   * absent where there is nothing but a table or a diagram
   */
  number?: string;
  id: string;
  lead_in?: string;
  /**
   * the lead-in, where it is a heading
   */
  title?: string;
  /**
   * true if another heading stands above that one
   */
  nested?: boolean;
  text?: string;
  points: PointView[];
  table?: Table;
  notes: Note[];
  heading?: string;
  links: Link[];
  diagram?: Diagram;
  charts: DrawnChart[];
}
export interface PointView {
  title?: string;
  text: string;
}
export interface Table {
  id: string;
  number: string;
  caption: string;
  empty: string;
  columns: TableColumn[];
  rows: TableRow[];
  notes: Note[];
  rests_on: Origin[];
  total?: TableRow;
}
export interface TableColumn {
  heading: string;
  numeric: boolean;
  short: boolean;
}
export interface TableRow {
  cells: TableCell[];
}
export interface TableCell {
  as: string;
  /**
   * the value
   */
  value: unknown;
  header: boolean;
  /**
   * how many columns it takes, if not one
   */
  span?: number;
  numeric: boolean;
  short: boolean;
}
export interface Origin {
  source: string;
  places: string[];
}
export interface Diagram {
  text: string[];
  tiers: Tier[];
  caption: string;
}
export interface Tier {
  label: string;
  own: boolean;
  boxes: Box[];
}
export interface Box {
  name: string;
  note?: string;
}
export interface DrawnChart {
  chart: Chart;
  table?: Table;
}
export interface SourceRow {
  id: string;
  source: CitedSource;
  uses: SourceUse[];
}
export interface SourceUse {
  paragraph: string;
  places: string[];
}
export interface RoleRow {
  title: string;
  post?: string;
  name?: string;
  state: string;
  source: Citation;
  notes: Note[];
}
export interface BoardRow {
  name: string;
  tier: string;
  purpose?: string;
  state?: string;
  source: Citation;
  notes: Note[];
}
export interface CycleRow {
  what: string;
  every: string;
  last?: string;
  /**
   * the next due date
   */
  due: unknown;
  /**
   * a status
   */
  status: unknown;
  source: Citation;
  notes: Note[];
}
export interface TargetRow {
  name: string;
  area: string;
  /**
   * a figure and its unit
   */
  amount: unknown;
  unit: string;
  by?: string;
  source: Citation;
  notes: Note[];
}
export interface ActionRow {
  text: string;
  owner?: string;
  due?: string;
  state?: string;
  source: Citation;
  notes: Note[];
}
export interface RiskRow {
  title: string;
  text: string;
  response?: string;
  owner?: string;
  source: Citation;
  notes: Note[];
}
export interface MeetingRow {
  title: string;
  date?: string;
  chair?: string;
  source: Citation;
  notes: Note[];
}
export interface AuthorityRow {
  name: string;
  code?: string;
  source: Citation;
  notes: Note[];
}
export interface ProgressRow {
  group: string;
  /**
   * the name and the unit
   */
  named: unknown;
  name: string;
  period?: string;
  /**
   * a figure and its unit
   */
  amount: unknown;
  /**
   * a figure and its unit
   */
  target: unknown;
  /**
   * a figure and its unit
   */
  nation: unknown;
  /**
   * how it has moved
   */
  direction: unknown;
  source: Citation;
  notes: Note[];
}
export interface PlanRow {
  title: string;
  text: string;
  owner?: string;
  due?: string;
  source: Citation;
  notes: Note[];
}
export interface SpendRow {
  id: string;
  line: BudgetLine;
  scheme: string;
  year: string;
  category: string;
  /**
   * a figure and its unit
   */
  budget: unknown;
  /**
   * a total
   */
  spent: unknown;
  /**
   * a figure and its unit
   */
  forecast: unknown;
  source: Citation;
  notes: Note[];
}
/**
 * What the templates of a return can show
 */
export interface ReturnView {
  document: DocumentHead;
  labels: Labels;
  words: ReturnWords;
  partnership: Partnership;
  paper: PaperHead;
  as_at: string;
  round: Round;
  cover: Cover;
  summary: SummaryGroup[];
  contents: ContentsEntry[];
  changes?: ChangesView;
  sections: SectionView[];
  sources: SourceRow[];
  completeness: Completeness;
  /**
   * all that prose can quote
   */
  facts: unknown;
}
export interface Cover {
  illustrative: string;
  known: string;
}
export interface SummaryGroup {
  id: string;
  heading: string;
  sentences: string[];
  lines: SummaryLine[];
}
export interface SummaryLine {
  lead: string;
  values: SummaryValue[];
  more?: string;
}
export interface SummaryValue {
  name?: string;
  as?: string;
  /**
   * the value
   */
  value?: unknown;
}
export interface ContentsEntry {
  id: string;
  number?: string;
  heading: string;
  page?: string;
}
export interface ChangesView {
  heading: string;
  lead: string;
  table?: Table;
}
export interface Completeness {
  questions: Table;
  owed: OwedGroup[];
}
export interface OwedGroup {
  owner: string;
  items: string[];
}
/**
 * The words that figures, dates and statuses are printed in
 */
export interface Wording {
  /**
   * the months, January first
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  months: string[];
  /**
   * before a number of this form; {n}, {low} and {high} stand for the numbers
   */
  forms: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    exact: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    about: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'up-to': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'less-than': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    over: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    range: string;
  };
  /**
   * after or instead of a number in this state; leave the words of known empty
   */
  states: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    provisional: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    indicative: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    corrected: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    restricted: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    suppressed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'not-provided': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'not-available': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'not-applicable': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    unknown: string;
  };
  /**
   * in a sentence, instead of a number that is not for the public
   */
  withheld: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    provisional: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    restricted: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    suppressed: string;
  };
  /**
   * the status of a milestone; {days} stands for a number of days
   */
  statuses: {
    'met-on-time': StatusWords;
    'met-late': StatusWords;
    done: StatusWords;
    'done-undated': StatusWords;
    'done-unclear': StatusWords;
    'done-doubted': StatusWords;
    overdue: StatusWords;
    'not-yet-due': StatusWords;
    'no-due-date': StatusWords;
    'not-provided': StatusWords;
  };
  /**
   * the step reached, as it stands in a table
   */
  steps: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    named: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    convened: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    drafted: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    reported: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    agreed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    published: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    sent: string;
  };
  /**
   * a number of days; {n} stands for the number
   */
  days: {
    /**
     * the words to print
     */
    one: string;
    /**
     * the words to print
     */
    many: string;
    /**
     * the words to print
     */
    'at-least': string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  none: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  nothing: string;
  /**
   * words that stay on one line with a number
   */
  glue: {
    /**
     * words that stay with the numbers on both sides, such as of
     *
     * Items: a few words of text; put it in quotes if it is a number
     */
    between_numbers: string[];
    /**
     * signs that begin no line, such as the £ of a heading
     *
     * Items: a few words of text; put it in quotes if it is a number
     */
    not_first: string[];
    /**
     * words whose number follows, such as Table
     *
     * Items: a few words of text; put it in quotes if it is a number
     */
    before_number: string[];
    /**
     * words that follow their number, such as days
     *
     * Items: a few words of text; put it in quotes if it is a number
     */
    after_number: string[];
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  not_confirmed: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  and: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  of: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  doubted: string;
  /**
   * how often; {n} stands for the number
   */
  intervals: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    month: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    months: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    year: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    years: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  recurrence: string;
  /**
   * a total; {n} stands for the number
   */
  totals: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    label: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'at-least': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'up-to': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    about: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    between: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    unknown: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    parts_less: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    parts_more: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    left_out: string;
  };
  /**
   * how far a role or member is settled
   */
  roles: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    confirmed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    proposed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    member: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    engaged: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    trial: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    vacant: string;
  };
  /**
   * how an action stands
   */
  actions: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    open: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    done: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    closed: string;
  };
  gaps: GapWords;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  none_sentence: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  as_said: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  deputy: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  present: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  attended: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  excused: string;
  /**
   * before what was recommended at a meeting, by how that ended
   */
  recommended: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    proposed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    accepted: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    rejected: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  undated: string;
  /**
   * how a figure has moved since the period before; better and worse follow where the data says which way is better
   */
  directions: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    up: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    down: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    same: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    unknown: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    overlap: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    better: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    worse: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    point: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    points: string;
  };
  /**
   * the stage of an allocation
   */
  stages: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'early-warning': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    indicative: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    approved: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    confirmed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    revised: string;
  };
  /**
   * how exact an amount is
   */
  certainty: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    exact: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    about: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'up-to': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'less-than': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    over: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    range: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    absent: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  planned: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  planned_gone: string;
  /**
   * a change, not a level; {n} stands for the number
   */
  change_sign: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    plus: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    minus: string;
  };
  /**
   * the tiers of the diagram of bodies around a partnership
   */
  tiers: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    national: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    regional: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    local: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    own: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'feeds-in': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    informs: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    planned: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  planned_undated: string;
  charts: ChartWords;
}
/**
 * the words and their tone
 */
export interface StatusWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  label: string;
  /**
   * how it is coloured; the words must say the same
   */
  tone: 'good' | 'late' | 'neutral';
}
/**
 * what is missing, and who owes it; {what} stands for the thing
 */
export interface GapWords {
  sign_off: Gap;
  milestone_undated: Gap;
  milestone_doubted: Gap;
  milestone_overdue: Gap;
  milestone_not_provided: Gap;
  measure_value: Gap;
  measure_period: Gap;
  award_amount: Gap;
  role: Gap;
  role_proposed: Gap;
  category: Gap;
  category_proposed: Gap;
  record: Gap;
  cells: Gap;
  warning: Gap;
  question: Gap;
}
/**
 * one kind of gap
 */
export interface Gap {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  owed_by: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  heading: string;
}
/**
 * words in and under charts
 */
export interface ChartWords {
  /**
   * what kind of chart it is, before its description; {title} stands for its title
   */
  names: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    trend: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    grants: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    milestones: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  target: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  target_by: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_figure: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_amount: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  missing: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  not_from_zero: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  due: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  due_not_confirmed: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  done: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  planned: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  as_at: string;
  /**
   * what a mark means that is not plain
   */
  key: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    exact: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    about: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    open: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    over: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    range: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    unsettled: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    month: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    span: string;
  };
}
/**
 * The sheets, columns and words of finance's workbook
 */
export interface Workbook {
  sheets: SheetPlans;
  /**
   * the sheets, in order
   *
   * @minItems 1
   *
   * Items: a sheet
   */
  working: (
    | 'cover'
    | 'milestones'
    | 'allocations'
    | 'spend'
    | 'summary'
    | 'categories'
    | 'reconciliation'
    | 'actions'
    | 'measures'
    | 'sources'
    | 'notes'
    | 'lists'
    | 'contents'
  )[];
  /**
   * the sheets, in order
   *
   * @minItems 1
   *
   * Items: a sheet
   */
  publish: (
    | 'cover'
    | 'milestones'
    | 'allocations'
    | 'spend'
    | 'summary'
    | 'categories'
    | 'reconciliation'
    | 'actions'
    | 'measures'
    | 'sources'
    | 'notes'
    | 'lists'
    | 'contents'
  )[];
  cover: CoverWords;
  words: WorkbookWords;
  /**
   * what the words in cells mean
   *
   * @minItems 1
   */
  shorthand: ShorthandWord[];
  /**
   * how to read the figures
   *
   * @minItems 1
   */
  notes: WorkbookNote[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  rag_rule: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  rag_none: string;
  import: ImportWords;
  metadata: MetadataWords;
}
/**
 * one sheet
 */
export interface SheetPlan {
  /**
   * the name of the sheet, up to 31 characters without / \ ? * [ ] : or an apostrophe
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  title: string;
  /**
   * sentences
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  intro: string[];
  /**
   * sentences
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  publish_intro?: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  empty?: string;
  /**
   * how many pages of paper it is wide; 1 if nothing is said
   */
  pages_wide?: number;
  /**
   * the columns, in order
   */
  columns?: {
    [k: string]: SheetColumn;
  };
}
/**
 * one column
 */
export interface SheetColumn {
  /**
   * the heading: letters, digits and £, such as "Budget £"
   */
  heading: string;
  /**
   * what its cells hold
   */
  as: 'text' | 'money' | 'number' | 'percent' | 'date';
  /**
   * its width in characters
   */
  width: number;
  /**
   * false if it is not for the public
   */
  publish?: boolean;
}
/**
 * words to print
 */
export interface CoverWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  partnership: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  as_at: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  as_at_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  state: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  state_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  key: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  allocated: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  allocated_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  budgeted: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  budgeted_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  spent: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  spent_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  forecast: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  forecast_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  left: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  left_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late_milestones: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late_milestones_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late_actions: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  late_actions_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  differences: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  differences_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  checks: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  checks_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  how: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  typing: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  new_line: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  first_line: string;
  /**
   * sentences
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  steps: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  locked: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  shorthand: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  shorthand_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  made_from: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  made_from_note: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  colours: string;
  /**
   * sentences
   *
   * @minItems 1
   *
   * Items: a few words of text; put it in quotes if it is a number
   */
  colour_words: string[];
  /**
   * a few words of text; put it in quotes if it is a number
   */
  draft: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  signed: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  sheets: string;
}
/**
 * words to print
 */
export interface WorkbookWords {
  /**
   * words to print
   */
  forms: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    exact: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    about: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'up-to': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'less-than': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    over: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    range: string;
  };
  /**
   * words to print
   */
  stages: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    'early-warning': string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    indicative: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    approved: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    confirmed: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    revised: string;
  };
  /**
   * words to print
   */
  payments: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    paid: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    notional: string;
  };
  /**
   * words to print
   */
  rags: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    red: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    amber: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    green: string;
  };
  /**
   * words to print
   */
  record: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    done: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    undated: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    doubted: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    open: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    nothing: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  planned: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  none: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_year: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  total: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_upper_end: string;
  /**
   * words to print
   */
  reconciliation: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    lines: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    letter: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    parts: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    instalments: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    total: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    agrees: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    differs: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    cannot: string;
  };
  /**
   * words to print
   */
  outlook: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    under: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    over: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    even: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    unknown: string;
  };
  /**
   * words to print
   */
  check: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    good: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    overwritten: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    typed_text: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    approval: string;
  };
  /**
   * words to print
   */
  bad_number: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    title: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    text: string;
  };
  /**
   * words to print
   */
  bad_date: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    title: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    text: string;
  };
  /**
   * words to print
   */
  bad_choice: {
    /**
     * a few words of text; put it in quotes if it is a number
     */
    title: string;
    /**
     * a few words of text; put it in quotes if it is a number
     */
    text: string;
  };
  /**
   * a few words of text; put it in quotes if it is a number
   */
  page: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  left_of: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  open_undated: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  no_day: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  share: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  share_unknown: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  step: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  undated_step: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  instalment: string;
}
/**
 * one word
 */
export interface ShorthandWord {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  word: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  meaning: string;
  /**
   * the state of a figure that it stands for
   */
  state?: 'not-provided' | 'not-available' | 'unknown' | 'not-applicable' | 'suppressed' | 'restricted';
  /**
   * a few words of text; put it in quotes if it is a number
   */
  sign?: string;
}
/**
 * one note
 */
export interface WorkbookNote {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  about: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  text: string;
}
/**
 * words to print
 */
export interface ImportWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  ignored: string;
}
/**
 * words to print
 */
export interface MetadataWords {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  description: string;
}
