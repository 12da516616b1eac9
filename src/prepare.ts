import { check } from './check/index.ts';
import { inOrder, refuse, suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { forPublic } from './disclosure/index.ts';
import { documentsOf } from './documents.ts';
import type { DocumentPlan, Format } from './documents.ts';
import { gapsOf } from './gaps.ts';
import type { Circumstances } from './gaps.ts';
import { afresh } from './keep.ts';
import type { Keep } from './keep.ts';
import { load } from './load.ts';
import type { Folders, Inputs } from './load.ts';
import { readProject } from './project.ts';
import type { Memory, Partner, Project } from './project.ts';
import { emptyShelf, openShelf } from './shelf.ts';
import { renderer } from './render/index.ts';
import type { Render } from './render/index.ts';

export type Audience = 'public' | 'internal';

/** What a command line can ask of a build. */
export interface Options {
  readonly folders: Folders;
  readonly out: string;
  readonly slugs: readonly string[];
  readonly kinds?: readonly string[];
  readonly formats?: readonly Format[];
  readonly asAt?: string;
  /** For whom the documents are: only the internal audience sees what config/disclosure.yaml hides. */
  readonly audience: Audience;
  readonly final: boolean;
  readonly strict: boolean;
  /** Make also what is there already. */
  readonly force: boolean;
  /** Only every so manieth partnership, beginning with that of this number, which counts from 1. */
  readonly shard?: { readonly number: number; readonly of: number } | undefined;
  readonly jobs: number;
}

/** What documents are made from. */
export interface Ready {
  /** With every partnership as the audience may see it. */
  readonly project: Project;
  /** With every record as it is: for finance's working copy, which is nobody else's. */
  readonly truth: Project;
  readonly render: Render;
  readonly plans: readonly DocumentPlan[];
}

/** What was read, what is wrong with it, and what can be made of it. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs: Inputs;
  /** Absent if anything is wrong that must be mended first. */
  readonly ready?: Ready;
}

/** The documents that were asked for; one that is not for the public says so in the names of its files. */
function plansOf(project: Project, { kinds, audience }: Pick<Options, 'kinds' | 'audience'>): DocumentPlan[] {
  const known = Object.keys(project.config.documents.record.documents);
  for (const kind of kinds ?? []) {
    if (!known.includes(kind))
      throw refuse(
        'machine',
        'command/document',
        `there is no kind of document ${kind}`,
        suggestion(kind, known),
      );
  }
  return project.partners
    .flatMap((partner) => documentsOf(project.config, partner))
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .map((plan) => (audience === 'internal' ? { ...plan, stem: `${plan.stem}-internal` } : plan));
}

/** With --final, what has not been signed off may not be made. */
function unsigned(plans: readonly DocumentPlan[]): Diagnostic[] {
  return plans
    .filter(({ paper }) => paper.signed_off === undefined)
    .map(({ filed }) => ({
      severity: 'error',
      rule: 'document/unsigned',
      span: filed.source.locate(['title' in filed.record ? 'title' : 'name']),
      message: 'this has not been signed off, so it cannot be final',
      hint: 'add signed_off with the name, post and date, or build without --final',
    }));
}

/** With --final, what has gaps may not be made either. */
function unfinished(
  project: Project,
  plans: readonly DocumentPlan[],
  circumstances: Circumstances,
): Diagnostic[] {
  return plans.flatMap((plan): Diagnostic[] => {
    // What is late is no gap in the paper, and a cell may have nothing to say: it can be signed, and says so.
    const gaps = gapsOf(project, [plan], circumstances).filter(
      ({ kind }) => kind !== 'milestone_overdue' && kind !== 'cells',
    );
    const [first] = gaps;
    if (!first || plan.paper.signed_off === undefined) return [];
    const span = plan.filed.source.locate(['title' in plan.filed.record ? 'title' : 'name']);
    const open = gaps.length === 1 ? 'one gap is open' : `${gaps.length} gaps are open, the first`;
    const message = `${plan.stem} cannot be final: ${open}, “${first.what}”`;
    return [
      {
        severity: 'error',
        rule: 'document/gaps',
        span,
        message,
        hint: 'the command gaps lists them with who owes them',
      },
    ];
  });
}

/** Reads and checks everything a build would use, and makes nothing. */
export function prepare(options: Options, keep: Keep = afresh): Checked {
  const inputs = load(options.folders, options.slugs);
  const texts = inputs.schemas.map(({ text }) => text);
  const shelf = options.force ? emptyShelf : keep('shelf', texts, () => openShelf(inputs.schemas));
  return examine(inputs, options, { keep, shelf });
}

type Wish = Pick<Options, 'slugs' | 'kinds' | 'asAt' | 'audience' | 'final' | 'strict'>;

/** What is said of what has been read, whether it keeps its schemas or not, and what can be made if it does. */
type Gathered = Pick<Checked, 'diagnostics'> & {
  readonly found?: Omit<Ready, 'render'> & { readonly render?: Render };
};

/** Gathers what has been read, and checks no more than its form. */
export function gather(inputs: Inputs, options: Wish, memory: Memory): Gathered {
  const { keep = afresh, keepOwn = keep } = memory;
  const { project: truth, diagnostics } = readProject(inputs, options.slugs, memory);
  if (!truth) return { diagnostics };
  const { shapes, config } = truth;
  const shown = (partner: Partner) =>
    options.audience === 'internal'
      ? partner
      : keepOwn(`public ${partner.slug}`, [shapes, config, partner], () => forPublic(truth, partner));
  const project: Project = { ...truth, partners: truth.partners.map(shown) };
  const { render, diagnostics: faults } = renderer(project, memory);
  const plans = plansOf(project, options);
  return {
    diagnostics: [...diagnostics, ...faults],
    found: { project, truth, plans, ...(render && { render }) },
  };
}

/** Checks what has been read: every file, every rule and every template. The rules read the true records. */
export function examine(inputs: Inputs, options: Wish, memory: Memory = {}): Checked {
  const { diagnostics, found } = gather(inputs, options, memory);
  if (!found) return { diagnostics: inOrder(diagnostics), inputs };
  const { project, truth, plans, render } = found;
  const about = [...diagnostics, ...check(truth, memory)];
  const warnings = about.filter(({ severity }) => severity === 'warning');
  const final = options.final
    ? [...unsigned(plans), ...unfinished(project, plans, { warnings, asAt: options.asAt })]
    : [];
  const all = [...about, ...final];
  const told = inOrder(options.strict ? all.map((d) => ({ ...d, severity: 'error' as const })) : all);
  if (told.some(({ severity }) => severity === 'error') || !render) return { diagnostics: told, inputs };
  return { diagnostics: told, inputs, ready: { project, truth, render, plans } };
}

/** True if a document has any of the formats asked for. */
export const hasAny = (formats: readonly Format[], wanted: Options['formats']): boolean =>
  wanted === undefined || formats.some((format) => wanted.includes(format));

/** What was asked for must exist. */
export function refuseNonsense(
  { formats }: Pick<Options, 'formats'>,
  plans: readonly Pick<DocumentPlan, 'definition'>[],
): void {
  const known = [...new Set(plans.flatMap(({ definition }) => definition.formats))];
  if (formats === undefined || plans.length === 0 || formats.some((format) => known.includes(format))) return;
  throw refuse(
    'machine',
    'command/format',
    `nothing here is made as ${formats.join(', ')}`,
    `allowed are ${known.join(', ')}`,
  );
}
