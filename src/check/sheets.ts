import type { Config } from '../project.ts';
import type { Workbook } from '../records.ts';
import type { Finding, Path } from './finding.ts';

/** A name that spreadsheet programs keep for themselves. */
const reserved = 'history';

/** Names that would be one and the same in a workbook, where capitals make no difference. */
function twice(
  filed: Config['workbook'],
  what: string,
  names: readonly (readonly [string, Path])[],
): Finding[] {
  return names.flatMap(([name, path], index): Finding[] => {
    const same = ([other]: readonly [string, Path]) => other.toLowerCase() === name.toLowerCase();
    if (names.findIndex(same) === index) return [];
    const message = `two ${what} are called ${name}`;
    return [
      {
        rule: 'workbook/names',
        severity: 'error',
        at: { filed, path },
        message,
        hint: 'call one of them differently',
      },
    ];
  });
}

/** The names of the workbook's sheets, and the headings of each, by which formulas name columns. */
export function sheetNames({ workbook: filed }: Config): Finding[] {
  const sheets = Object.entries(filed.record.sheets);
  const names = sheets.map(([id, { name }]) => [name, ['sheets', id, 'name']] as const);
  const kept = names.filter(([name]) => name.toLowerCase() === reserved);
  return [
    ...twice(filed, 'sheets', names),
    ...kept.map(([name, path]): Finding => {
      const hint = 'spreadsheet programs keep that name for themselves; choose another';
      const message = `a sheet cannot be called ${name}`;
      return { rule: 'workbook/names', severity: 'error', at: { filed, path }, message, hint };
    }),
    ...sheets.flatMap(([id, { columns = {} }]) => {
      const headings = Object.entries(columns).map(
        ([column, { heading }]) => [heading, ['sheets', id, 'columns', column, 'heading']] as const,
      );
      return twice(filed, `columns of ${id}`, headings);
    }),
  ];
}

type Copy = 'working' | 'publish';

/** The sheets that one of the two copies alone has: what it chooses from, and what it contains. */
const onlyIn: Readonly<Partial<Record<keyof Workbook['sheets'], Copy>>> = {
  lists: 'working',
  contents: 'publish',
};

/** Each copy of the workbook names its sheets once; the working one names all, because formulas reach from one to the other. */
export function sheetOrders({ workbook: filed }: Config): Finding[] {
  const error = (path: Path, message: string, hint: string): Finding => ({
    rule: 'workbook/sheets',
    severity: 'error',
    at: { filed, path },
    message,
    hint,
  });
  const all = Object.keys(filed.record.sheets) as (keyof Workbook['sheets'])[];
  const { working } = filed.record;
  const lost = all.filter((id) => onlyIn[id] !== 'publish' && !working.includes(id));
  const missing = lost.map((id) =>
    error(
      ['working'],
      `the sheet ${id} is not among these`,
      'add it; formulas reach from one sheet to the other',
    ),
  );
  const wrong = (['working', 'publish'] as const).flatMap((copy) =>
    filed.record[copy].flatMap((id, index): Finding[] => {
      const path = [copy, index];
      const other = onlyIn[id];
      if (other !== undefined && other !== copy)
        return [error(path, `${id} is a sheet of the ${other} copy alone`, 'take it out')];
      if (filed.record[copy].indexOf(id) < index)
        return [error(path, `${id} is named twice`, 'take one out')];
      return [];
    }),
  );
  return [...missing, ...wrong];
}
