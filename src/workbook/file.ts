import { unescaped } from '../markup.ts';

/** Throws: a file of ours that breaks one of these rules is our fault. */
function insist(isSo: boolean, part: string, message: string): asserts isSo {
  if (!isSo) throw new Error(`the workbook is broken: ${part}: ${message}`);
}

const tag = /<(?:\?[^?<]*\?|\/?[A-Za-z_][\w.:-]*(?:\s+[\w.:-]+="[^"<]*")*\s*\/?)>/y;
const bareAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;

/** Insists that a text is well-formed XML, as far as our own parts use it: tags that nest, attributes in quotes. */
export function checkXml(part: string, text: string): void {
  insist(!bareAmpersand.test(text), part, 'a bare ampersand');
  /** Where the names of the open tags begin: there are many, and few need to be cut out. */
  const open: number[] = [];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', tag.lastIndex)) {
    tag.lastIndex = at;
    insist(tag.test(text), part, `no tag at ${text.slice(at, at + 40)}`);
    const end = tag.lastIndex - 1;
    if (text[at + 1] === '/') {
      const from = open.pop();
      const name = text.slice(at + 2, end).trimEnd();
      const isOwn =
        from !== undefined && text.startsWith(name, from) && !/[\w.:-]/.test(text[from + name.length] ?? '');
      insist(isOwn, part, `${name} is closed too early`);
    } else if (text[end - 1] !== '/' && text[at + 1] !== '?') open.push(at + 1);
  }
  const [left = 0] = open.slice(-1);
  insist(open.length === 0, part, `a tag is not closed: <${text.slice(left, left + 40)}`);
}

const attribute = (text: string, name: string): string =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1] ?? '');

interface Corner {
  readonly column: number;
  readonly row: number;
}

function cornersOf(ref: string): [Corner, Corner] | undefined {
  const found = [...ref.matchAll(/\$?([A-Z]+)\$?(\d+)/g)].map(([, letters = '', row = '']) => ({
    column: Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    row: Number(row),
  }));
  const [first, last = first] = found;
  return first && last ? [first, last] : undefined;
}

/** The last row and column that a sheet has a cell in. */
function extentOf(sheet: string): Corner {
  const columns = new Set<string>();
  let row = 0;
  for (const [, column = '', own] of sheet.matchAll(/<c r="([A-Z]+)(\d+)"/g)) {
    columns.add(column);
    row = Math.max(row, Number(own));
  }
  const corners = [...columns].flatMap((column) => cornersOf(`${column}1`)?.[0].column ?? []);
  return { column: Math.max(0, ...corners), row };
}

/** Insists that a formula names only columns, cells and functions that there are. */
function checkFormula(
  formula: string,
  part: string,
  known: { tables: ReadonlyMap<string, readonly string[]>; names: ReadonlySet<string> },
): void {
  const bare = formula.replaceAll(/"(?:[^"]|"")*"/g, '""');
  const rest = bare.replaceAll(
    /([A-Za-z_]\w*)\[(?:\[#This Row\],)?\[?([^[\]]+)\]?\]/g,
    (_, table: string, column: string) => {
      const columns = known.tables.get(table);
      insist(columns !== undefined, part, `a formula names the table ${table}, which is not there`);
      insist(
        columns.includes(column),
        part,
        `a formula names the column ${table}[${column}], which is not there`,
      );
      return '0';
    },
  );
  insist(!rest.includes('[') && !rest.includes('#REF!'), part, `a formula has a loose bracket: ${formula}`);
  for (const [, word = '', call] of rest.matchAll(/([A-Za-z_][\w.]*)(\()?/g)) {
    if (call !== undefined || /^\$?[A-Z]{1,3}\$?\d+$/.test(word) || /^(TRUE|FALSE)$/.test(word)) continue;
    insist(known.names.has(word), part, `a formula names ${word}, which is not there`);
  }
}

/** Insists that every part of a workbook is XML, and that every range, name and formula of it holds. */
export function checkParts(parts: ReadonlyMap<string, string>): void {
  for (const [path, text] of parts) if (/\.(xml|rels)$/.test(path)) checkXml(path, text);
  const of = (folder: RegExp) => [...parts].filter(([path]) => folder.test(path));
  const workbook = parts.get('xl/workbook.xml') ?? '';
  const sheetNames = [...workbook.matchAll(/<sheet [^>]*>/g)].map(([text]) => attribute(text, 'name'));
  const extents = new Map<string, Corner>();
  const tables = new Map<string, readonly string[]>();
  for (const [index, name] of sheetNames.entries()) {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    extents.set(name, extentOf(parts.get(path) ?? ''));
    const rels = parts.get(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`) ?? '';
    for (const [, target = ''] of rels.matchAll(/Target="\.\.\/(tables\/[^"]+)"/g)) {
      const text = parts.get(`xl/${target}`) ?? '';
      const ref = cornersOf(/ ref="([^"]+)"/.exec(text)?.[1] ?? '');
      const own = extents.get(name);
      insist(ref !== undefined && own !== undefined, target, 'the table has no range');
      insist(
        ref[1].row <= own.row && ref[1].column <= own.column,
        target,
        'the table is larger than its sheet',
      );
      const columns = [...text.matchAll(/<tableColumn [^>]*>/g)].map(([column]) => attribute(column, 'name'));
      insist(
        columns.length === ref[1].column - ref[0].column + 1,
        target,
        'the table has other columns than its range',
      );
      tables.set(attribute(text, 'displayName'), columns);
    }
  }
  const names = new Set<string>();
  for (const [, name = '', text = ''] of workbook.matchAll(/<definedName name="([^"]+)"[^>]*>([^<]*)</g)) {
    names.add(name);
    const [, sheet = '', ref = ''] = /^'?(.+?)'?!(.+)$/.exec(unescaped(text)) ?? [];
    const [corners, extent] = [cornersOf(ref), extents.get(sheet)];
    insist(extent !== undefined, name, `the name stands for ${text}, which is not there`);
    const isInside = !corners || (corners[1].row <= extent.row && corners[1].column <= extent.column);
    insist(isInside, name, `the name stands for ${text}, outside its sheet`);
  }
  for (const [path, text] of of(/^xl\/(worksheets|tables)\/[^/]+\.xml$/)) {
    // The rows of a table have the same formulas.
    const formulas = [...text.matchAll(/<(?:f|calculatedColumnFormula)>([^<]*)</g)].map(
      ([, own = '']) => own,
    );
    for (const formula of new Set(formulas)) checkFormula(unescaped(formula), path, { tables, names });
  }
}
