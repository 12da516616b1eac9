// Made from config/schemas by `npm run types`. Change the schemas, not this file.

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

export interface Records {
  documents: Documents;
  glossary: Glossary;
  grants: Grants;
  membership: Membership;
  milestones: Milestones;
  'national-grants': NationalGrants;
  'national-milestones': NationalMilestones;
  needs: Needs;
  paper: Paper;
  partnership: Partnership;
  plan: Plan;
  sources: Sources;
  tables: Tables;
  units: Units;
  'view-briefing-note': BriefingNoteView;
  'view-index': IndexView;
  wording: Wording;
}
/**
 * Every kind of document that can be made
 */
export interface Documents {
  /**
   * the language of the documents, such as en-GB
   */
  language: string;
  /**
   * the kinds
   */
  documents: {
    [k: string]: DocumentKind;
  };
  index: IndexWords;
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
  view: string;
  /**
   * the formats it has
   *
   * @minItems 1
   *
   * Items: a format
   */
  formats: ('pdf' | 'html' | 'xlsx')[];
  labels: Labels;
}
/**
 * the words its template prints
 */
export interface Labels {
  /**
   * a few words of text; put it in quotes if it is a number
   */
  number: string;
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
}
/**
 * one grant in one year
 */
export interface Award {
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  scheme: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  year: string;
  amount: Figure;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  use?: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  next?: string;
  source: Citation;
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
 * The categories of members that national guidance lists
 */
export interface Membership {
  /**
   * the categories, in order
   */
  categories: {
    [k: string]: Category;
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
   * a few words of text; put it in quotes if it is a number
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
   * a few words of text; put it in quotes if it is a number
   */
  funder: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  first_year?: string;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  last_year?: string;
  /**
   * a short name in small letters, digits and hyphens, such as first-report
   */
  becomes?: string;
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
}
/**
 * how often
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
  value: Figure;
  /**
   * the same measure elsewhere
   */
  comparators?: {
    [k: string]: Comparator;
  };
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  note?: string;
  source: Citation;
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
  as_at?: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  to: string;
  /**
   * text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  purpose: string;
  lead: Lead;
  signed_off?: SignOff;
  /**
   * three to five sentences for a reader who reads nothing else; what is late is added by the tool
   *
   * @minItems 1
   *
   * Items: text in Markdown; it may quote a fact by its path, such as {needs.measures.drug-tests}
   */
  glance?: string[];
  /**
   * the sections, in order
   *
   * @minItems 1
   */
  sections: Section[];
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
 * one numbered paragraph: its own text, or the text of a record
 */
export interface Paragraph {
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
  source?: Citation;
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
   * a few words of text; put it in quotes if it is a number
   */
  name: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  council?: string;
  /**
   * a day that exists, written year-month-day in quotes, such as "2023-03-20"
   */
  as_at: string;
  /**
   * a few words of text; put it in quotes if it is a number
   */
  strategy_name?: string;
  remit?: Remit;
  footprint?: Footprint;
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
  meetings?: Meetings;
  /**
   * the bodies that take part
   */
  members?: {
    [k: string]: Member;
  };
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
   * member, or only engaged with
   */
  state?: 'member' | 'engaged';
  source: Citation;
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
   * a few words of text; put it in quotes if it is a number
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
  as: 'text' | 'list' | 'date' | 'due' | 'figure' | 'status' | 'reached';
}
/**
 * What numbers count, and how they are printed
 */
export interface Units {
  /**
   * the units
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
   * decimal places, if always the same
   */
  decimals?: number;
}
/**
 * What the templates of a briefing note can show; records are passed on whole, so a field added to a schema can be shown at once
 */
export interface BriefingNoteView {
  document: DocumentHead;
  labels: Labels;
  partnership: Partnership;
  paper: Paper;
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
}
export interface DocumentHead {
  title: string;
  kind: string;
  language: string;
  author: string;
  draft: boolean;
  running_left: string;
  running_right: string;
  description: string;
  pdf?: PdfLink;
}
export interface PdfLink {
  href: string;
  size: string;
  pages: string;
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
  names: string[];
  source: Citation;
  notes: Note[];
}
export interface GrantRow {
  scheme: Scheme;
  /**
   * a financial year in quotes, such as "2023/24"
   */
  year: string;
  /**
   * a figure and its unit
   */
  amount: unknown;
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
}
export interface SectionView {
  number: string;
  id: string;
  heading: string;
  paragraphs: ParagraphView[];
}
export interface ParagraphView {
  number: string;
  id: string;
  lead_in?: string;
  text: string;
  points: PointView[];
  table?: Table;
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
  numeric: boolean;
  short: boolean;
}
export interface Origin {
  source: string;
  places: string[];
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
  documents: IndexDocument[];
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
   * the status of a milestone; {days} stands for a number of days
   */
  statuses: {
    'met-on-time': StatusWords;
    'met-late': StatusWords;
    'done-undated': StatusWords;
    'done-unclear': StatusWords;
    'done-doubted': StatusWords;
    overdue: StatusWords;
    'not-yet-due': StatusWords;
    'no-due-date': StatusWords;
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
   * words that stay on one line with a number
   */
  glue: {
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
  doubted: string;
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
