import { inOrder, refuse, Refusal } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { edit } from '../edit.ts';
import type { Leaf, Patch } from '../edit.ts';
import type { File, Inputs } from '../load.ts';
import { examine } from '../prepare.ts';
import { readProject } from '../project.ts';
import type { Config, Partner } from '../project.ts';
import { sourceOf } from '../source.ts';
import { bookOf } from '../workbook/book.ts';
import { fingerprintOf } from '../workbook/cover.ts';
import { actionInputs } from '../workbook/lists.ts';
import { readBook } from '../workbook/read.ts';
import type { Book } from '../workbook/model.ts';
import type { ReadCell, ReadSheet } from '../workbook/read.ts';
import { spendInputs } from '../workbook/spend.ts';
import { compare, differences, shown, strayIn } from './compare.ts';
import type { Compared, Difference } from './compare.ts';
import { isDiagnostic, patchOf } from './values.ts';

/** One value that finance typed, and what it replaces. */
interface Change {
  /** The cell, as the user calls it. */
  readonly place: string;
  readonly file: string;
  readonly of: string;
  readonly heading: string;
  readonly from: string;
  readonly to: string;
}

/** What an import would write: all of it or nothing. */
export interface Imported {
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly Change[];
  readonly files: readonly File[];
}

/** Of which partnership a workbook is, and from which of its records it was made, as its cover states. */
function originOf(
  config: Config,
  sheets: ReadonlyMap<string, ReadSheet>,
  path: string,
): { readonly slug: string; readonly stated: string } {
  const { sheets: plans, cover } = config.workbook.record;
  const rows = sheets.get(plans.cover.name) ?? [];
  const line = rows.find(([label]) => label?.typed.value === cover.made_from);
  const stated = line?.[1]?.typed.value;
  if (typeof stated !== 'string') {
    const hint = 'name the working copy, tracker.xlsx; its cover says what it was made from';
    throw refuse('files', 'import/stranger', `${path} is not a working copy that this project made`, hint);
  }
  const [slug = ''] = stated.split(' ');
  return { slug, stated };
}

/** Patches of one record side by side. */
function merge(a: Patch, b: Patch): Patch {
  const merged: Record<string, Patch | Leaf> = { ...a };
  for (const [key, part] of Object.entries(b)) {
    const other = merged[key];
    merged[key] = other && !('leaf' in other) && !('leaf' in part) ? merge(other, part) : part;
  }
  return merged;
}

const typedText = ({ typed }: ReadCell): string => typed.day ?? typed.other ?? shown(typed.value);

/** A cell that somebody has typed into, and that nobody reads. */
function ignored(config: Config, { id, column, before, cell, isWorkedOut }: Difference): Diagnostic {
  const instead = isWorkedOut ? 'and no longer worked out' : `and ${shown(before)} in the data`;
  const message = `${cell.place}: ${column.heading} of ${id} is ${typedText(cell)}, ${instead}`;
  const hint = isWorkedOut
    ? 'put the formula back, or go on with a new workbook'
    : `${config.workbook.record.import.ignored}; change it in the YAML file`;
  return { severity: 'warning', rule: 'import/ignored', message, hint };
}

const isFraction = ({ typed: { value } }: ReadCell): boolean =>
  typeof value === 'number' && value !== 0 && Math.abs(value) < 1;

/** A cell that shows pounds takes “50%” as half a pound. */
const fraction = ({ id, column, cell }: Difference): Diagnostic => ({
  severity: 'warning',
  rule: 'import/fraction',
  message: `${cell.place}: ${column.heading} of ${id} is ${typedText(cell)}, less than a pound`,
  hint: 'if a percentage was typed, type the amount instead',
});

interface Taken {
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly Change[];
  readonly patch: Patch;
}

/** What the typed cells of one sheet change. */
function take(
  config: Config,
  compared: Compared,
  records: Readonly<Record<string, object>>,
  file: string,
): Taken {
  const { found, diagnostics } = differences(compared);
  const changes: Change[] = [];
  let patch: Patch = {};
  for (const difference of found) {
    const { id, column, before, cell } = difference;
    if (!compared.inputs.includes(column.id)) {
      diagnostics.push(ignored(config, difference));
      continue;
    }
    const to = typedText(cell);
    const part = patchOf(config, records[id] as Record<string, unknown>, difference);
    if (isDiagnostic(part)) diagnostics.push(part);
    else {
      if (column.as === 'money' && isFraction(cell)) diagnostics.push(fraction(difference));
      patch = merge(patch, { [id]: part });
      changes.push({ place: cell.place, file, of: id, heading: column.heading, from: shown(before), to });
    }
  }
  return { diagnostics, changes, patch };
}

/** What a sheet changes, the file that would hold it, and the record of each of its lines. */
interface Written extends Taken {
  readonly file?: File;
  readonly recordAt?: (line: number) => string | undefined;
}

/** The sheets that finance types into. */
const typedInto = ['spend', 'actions'] as const;

/** What finance typed into one kind of record, as the file that holds it would then read. */
function takeSheet(
  config: Config,
  partner: Partner,
  [book, sheets]: readonly [Book, ReadonlyMap<string, ReadSheet>],
  id: (typeof typedInto)[number],
): Written {
  const filed = partner[id];
  const sheet = book.sheets.find((candidate) => candidate.id === id);
  const none: Taken = { diagnostics: [], changes: [], patch: {} };
  if (!filed || !sheet?.table) return none;
  const [key, list, inputs] =
    id === 'spend'
      ? (['line', 'lines', spendInputs] as const)
      : (['action', 'actions', actionInputs] as const);
  const compared = compare([sheet.name, sheet.table], sheets.get(sheet.name), [key, inputs]);
  if (Array.isArray(compared)) return { ...none, diagnostics: compared };
  const records = (filed.record as unknown as Record<string, Record<string, object>>)[list] ?? {};
  const { path, text } = filed.source;
  const taken = take(config, compared, records, path);
  if (taken.changes.length === 0) return taken;
  const file = { path, name: path, text: edit(text, { [list]: taken.patch }) };
  const source = sourceOf(file, undefined);
  const recordAt = (line: number) =>
    Object.keys(records).findLast((own) => source.locate([list, own], 'key').line <= line);
  return { ...taken, file, recordAt };
}

/** A diagnostic of what an import would write, at the cells that it comes from: the lines are nobody's yet. */
function atCells(diagnostic: Diagnostic, written: readonly Written[]): Diagnostic {
  const { span, message, rule, severity, hint } = diagnostic;
  const own = written.find(({ file }) => file !== undefined && file.path === span?.file);
  const id = span && own?.recordAt?.(span.line);
  const places = (own?.changes ?? []).filter(({ of }) => of === id).map(({ place }) => place);
  if (places.length === 0) return diagnostic;
  return { severity, rule, message: `${places.join(' or ')}: ${message}`, ...(hint && { hint }) };
}

/** The inputs as they would be after the import. */
function withFiles(inputs: Inputs, files: readonly File[]): Inputs {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const partnerships = inputs.partnerships.map((partnership) => ({
    ...partnership,
    files: partnership.files.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text })),
  }));
  return { ...inputs, partnerships };
}

/**
 * Reads what finance typed into a working copy, and says what it changes in which file; it writes nothing. With any error
 * there is nothing to write. Throws a Refusal if the workbook is none of ours or was made from other data.
 */
export async function importTracker(
  inputs: Inputs,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
): Promise<Imported> {
  const sheets = await readBook(bytes, path);
  const national = readProject({ ...inputs, partnerships: [] }, []);
  if (!national.project) throw new Refusal('files', inOrder(national.diagnostics));
  const { slug, stated } = originOf(national.project.config, sheets, path);
  if (!inputs.partnerships.some((own) => own.slug === slug)) {
    const message = `${path} is of ${slug}, and the data have no such partnership`;
    throw refuse('files', 'import/partnership', message);
  }
  // What is wrong with another partnership is nothing to this one.
  const options = { slugs: [slug], audience: 'internal', final: false, strict: false } as const;
  const { ready, diagnostics } = examine(inputs, options);
  const partner = ready?.project.partners[0];
  if (!partner) throw new Refusal('files', diagnostics);
  const { config } = ready.project;
  if (fingerprintOf(partner) !== stated) {
    const message = `${path} was made from other data of ${slug} than there are now`;
    const hint =
      'build again, and type the changes into the new workbook; next time import before the data change';
    throw refuse('files', 'import/outdated', message, hint);
  }
  const book = bookOf(config, partner, { profile: 'working' });
  const taken = typedInto.map((id) => takeSheet(config, partner, [book, sheets], id));
  const stray = book.sheets
    .filter(({ id }) => !typedInto.some((own) => own === id))
    .flatMap(({ name, table }) => (table ? strayIn(table, sheets.get(name) ?? []) : []));
  const found = [...taken.flatMap((part) => part.diagnostics), ...stray.map((each) => ignored(config, each))];
  const isWrong = (all: readonly Diagnostic[]) => all.some(({ severity }) => severity === 'error');
  if (isWrong(found)) return { diagnostics: found, changes: [], files: [] };
  const files = taken.flatMap(({ file }) => file ?? []);
  // What was typed must be as good as what is typed into the YAML itself.
  const isNew = ({ rule, message }: Diagnostic) =>
    !diagnostics.some((known) => known.rule === rule && known.message === message);
  const after = examine(withFiles(inputs, files), options).diagnostics.filter(isNew);
  const told = [...found, ...after.map((each) => atCells(each, taken))];
  if (isWrong(told)) return { diagnostics: told, changes: [], files: [] };
  return { diagnostics: told, changes: taken.flatMap((part) => part.changes), files };
}

/** The changes of an import as text, and whether they were written. */
export function changesText(changes: readonly Change[], isDryRun: boolean): string {
  const lines = changes.map(
    ({ file, of, heading, from, to }) => `${file}: ${of}, ${heading}: ${from} \u2192 ${to}\n`,
  );
  const n = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  const done = changes.length === 0 ? 'nothing has changed' : isDryRun ? `${n}, not written` : `${n} written`;
  return `${lines.join('')}${done}\n`;
}
