import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { temporary } from './run.ts';

/** True where LibreOffice is installed; tests that need it say that they were skipped where it is not. */
export const hasOffice = spawnSync('soffice', ['--version']).status === 0;

// Without this, LibreOffice trusts the results that it finds in a file.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Opens workbooks in LibreOffice, which works out every formula anew, and saves them; the paths of what it saved. */
export function saveInOffice(files: readonly string[], format = 'xlsx'): string[] {
  const folder = temporary();
  mkdirSync(join(folder, 'profile', 'user'), { recursive: true });
  writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), alwaysRecalculate);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', '--convert-to', format, '--outdir', join(folder, 'out'), ...files];
  const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 110_000 });
  if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`);
  return files.map((file) => join(folder, 'out', basename(file).replace(/\.\w+$/, `.${format.slice(0, 4)}`)));
}

export interface Read {
  readonly value: string | number | boolean | null;
  readonly formula?: string;
}

function readCell({ value, formula, result }: ExcelJS.Cell): Read {
  const hasFormula =
    typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
  const held: unknown = hasFormula ? result : value;
  if (held instanceof Date)
    return { value: held.toISOString().slice(0, 10), ...(hasFormula ? { formula } : {}) };
  const plain = typeof held === 'object' && held !== null ? JSON.stringify(held) : held;
  return { value: (plain ?? null) as Read['value'], ...(hasFormula ? { formula } : {}) };
}

/** Every cell of a workbook by sheet and address. */
export async function cellsOf(path: string): Promise<Map<string, Read>> {
  const workbook = await readWorkbook(path);
  const cells = new Map<string, Read>();
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => cells.set(`${sheet.name}!${cell.address}`, readCell(cell))),
    ),
  );
  return cells;
}

export async function readWorkbook(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}
