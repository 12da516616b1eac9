import type { Diagnostic } from '../diagnostic.ts';
import type { Leaf, Patch } from '../edit.ts';
import type { Config } from '../project.ts';
import type { Figure } from '../records.ts';
import { decimalsOf } from '../sum.ts';
import { wrong } from './compare.ts';
import type { Difference } from './compare.ts';

/** A figure as finance typed it, or why it is none. */
function figureOf(config: Config, { cell, column }: Difference): Figure | Diagnostic {
  const { typed, place } = cell;
  const { states } = config.wording.record;
  if (typed.value === null) return { state: 'not-provided' };
  if (typeof typed.value === 'number') {
    if (decimalsOf(typed.value) <= 2) return { value: typed.value };
    const message = `${place}: ${column.heading} is ${typed.value}, which has parts of a penny`;
    return wrong('import/number', message, 'round it to pennies');
  }
  const absent = (['not-provided', 'not-available', 'not-applicable', 'unknown'] as const).find(
    (state) => states[state] === typed.value,
  );
  if (absent) return { state: absent };
  const said = typed.other ?? `“${typed.value}”`;
  const hint = 'type a number in pounds, such as 12000, or leave the cell empty';
  return wrong('import/number', `${place}: ${column.heading} must be a number, and holds ${said}`, hint);
}

/** The change of one figure: of its number alone where the rest of it still holds. */
function figurePatch(before: Figure | undefined, { value, state }: Figure): Patch | Leaf {
  const isExact = before?.value !== undefined && (before.form ?? 'exact') === 'exact';
  if (value !== undefined) return isExact ? { value: { leaf: value } } : { leaf: { value } };
  return { leaf: { state: state ?? 'not-provided' } };
}

/** A word of a list by its name in the data, or text; undefined where it cannot be taken. */
function wordOf(config: Config, { column, cell }: Difference): string | undefined {
  const { value } = cell.typed;
  if (value === null || value === undefined) return undefined;
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    rag: config.workbook.record.words.rags,
    state: config.wording.record.actions,
  };
  const list = lists[column.id];
  if (!list) return String(value);
  return Object.entries(list).find(([, word]) => word.toLowerCase() === String(value).toLowerCase())?.[0];
}

/** The path of a column's value within its record. */
const paths: Readonly<Record<string, readonly [string, string?]>> = {
  q1: ['actual', 'q1'],
  q2: ['actual', 'q2'],
  q3: ['actual', 'q3'],
  q4: ['actual', 'q4'],
  forecast: ['forecast'],
  carry_in: ['carry_in', 'amount'],
  carry_in_approval: ['carry_in', 'approval'],
  carry_out: ['carry_out', 'amount'],
  carry_out_approval: ['carry_out', 'approval'],
  rag: ['rag'],
  rag_reason: ['rag_reason'],
  state: ['state'],
};

/** What one typed cell changes in the data, or why it cannot. */
export function patchOf(
  config: Config,
  record: Record<string, unknown>,
  difference: Difference,
): Patch | Diagnostic {
  const { column, cell } = difference;
  const [outer, inner] = paths[column.id] ?? [column.id];
  const nest = (part: Patch | Leaf): Patch =>
    inner === undefined ? { [outer]: part } : { [outer]: { [inner]: part } };
  if (column.as === 'money') {
    if (inner === 'amount' && cell.typed.value === null) {
      const hint = 'type 0 if there is none; what is to go is taken out of the YAML file';
      return wrong('import/text', `${cell.place}: ${column.heading} cannot be nothing`, hint);
    }
    const figure = figureOf(config, difference);
    if ('severity' in figure) return figure;
    const group = record[outer] as Record<string, unknown> | undefined;
    const before = (inner === undefined ? group : group?.[inner]) as Figure | undefined;
    return nest(figurePatch(before, figure));
  }
  const word = wordOf(config, difference);
  if (word !== undefined) return nest({ leaf: word });
  const said = cell.typed.other ?? (cell.typed.value === null ? 'nothing' : `“${cell.typed.value}”`);
  const hint = 'choose from the list or type text; what is to go is taken out of the YAML file';
  return wrong('import/text', `${cell.place}: ${column.heading} cannot be ${said}`, hint);
}

/** Tells a fault from what a cell would change. */
export function isDiagnostic(part: Patch | Diagnostic): part is Diagnostic {
  return typeof part['severity'] === 'string';
}
