import type { YAMLError, YAMLWarning } from 'yaml';

/** What is wrong with the form of a YAML file, where (as offsets into its text), and how it is mended. */
export interface Fault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly hint: string;
}

/** Where the library stumbled, which is not always where the fault is. */
interface Place {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The line it stumbled on, and where that begins. */
  readonly line: string;
  readonly start: number;
  /** What the pattern of the explanation found in the library's words. */
  readonly found: readonly string[];
}

type Explain = (place: Place) => Pick<Fault, 'message' | 'hint'> & Partial<Fault>;

const says =
  (message: string, hint: string): Explain =>
  () => ({ message, hint });

const inQuotes = 'put the text in quotes';
const isFirst = ({ line, start, from }: Place): boolean => line.slice(0, from - start).trim() === '';

/** The colon of a line that no space follows, as in `owner:Nobody`. */
function closeColon({ line, start }: Place): Partial<Fault> | undefined {
  const [, before = '', after] = /^(\s*(?:- )?[\w-]+:)([^\s/]|[\u00a0\u202f])/.exec(line) ?? [];
  if (after === undefined) return undefined;
  const at = start + before.length;
  return /\s/.test(after)
    ? { from: at, to: at + 1, message: 'a no-break space follows the colon', hint: 'write an ordinary one' }
    : { from: at - 1, to: at, message: 'no space follows the colon', hint: 'write one' };
}

const noKey = says(
  'this line is no key with a value',
  'write a colon and a space behind the key; or indent the line, if it goes on with the text above',
);

const brokenLine: Explain = (place) => {
  const colon = closeColon(place);
  if (colon) return { ...noKey(place), ...colon };
  const line = place.line.trimStart();
  if (/^-[^\s-]/.test(line)) return { message: 'no space follows the hyphen', hint: 'write one' };
  if (!line.startsWith('- ')) return noKey(place);
  return { message: 'this entry of a list stands among keys', hint: 'indent it under the key of its list' };
};

/** A second colon in a line, or the key below that is indented as if it belonged to the value above. */
const nested: Explain = ({ text, from, line, start }) => {
  const rest = line.slice(from - start);
  if (/:(\s|$)/.test(rest)) return { message: 'this text contains a colon and a space', hint: inQuotes };
  const below = text.slice(start + line.length + 1);
  const deeper = /^\s*(?=\S)/.exec(below)?.[0].length ?? 0;
  const at = start + line.length + 1 + deeper;
  return {
    message: 'this line is indented deeper than the key above, which has a value already',
    hint: 'line it up with that key; or take the value out, if it is a group',
    from: at,
    to: at + 1,
  };
};

const spaces = /^[^\S\n\u00a0\u202f]*(?=[\u00a0\u202f])/;
const misaligned =
  (message: string, hint: string): Explain =>
  ({ line, start, text, from }) => {
    const odd = spaces.exec(line)?.[0].length;
    if (odd !== undefined && line.slice(0, odd + 1).trim() === '') {
      const at = start + odd;
      return {
        from: at,
        to: at + 1,
        message: 'a no-break space is used to indent',
        hint: 'indent with ordinary ones',
      };
    }
    const at = isFirst({ line, start, text, from, to: from, found: [] }) ? start + line.search(/\S|$/) : from;
    return { from: at, to: at + 1, message, hint };
  };

/** The bracket that is still open at a place. */
function openBracket(text: string, until: number): number {
  let depth = 0;
  for (let at = until - 1; at >= 0; at--) {
    if (/[\]}]/.test(text[at] ?? '')) depth += 1;
    else if (/[[{]/.test(text[at] ?? '') && depth-- === 0) return at;
  }
  return until;
}

const openQuote: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\]|\\[\s\S])*$/,
  "'": /'(?:[^']|'')*$/,
};

/** How the library says it, and how we do. */
const explanations: readonly (readonly [RegExp, Explain])[] = [
  [/^Tabs are/, says('a tab is used to indent', 'indent with spaces; YAML does not allow tabs there')],
  [/^Nested mappings/, nested],
  [/^Implicit (map )?keys/, brokenLine],
  [
    /^All (mapping|collection) items/,
    misaligned('this line is not in line with the other keys of its group', 'line it up with them'),
  ],
  [
    /^(All sequence items|A block sequence)/,
    misaligned('this hyphen is not in line with the others of its list', 'line it up with them'),
  ],
  [
    /^Sequence item without/,
    misaligned(
      'this line is not in line with the keys of its entry',
      'line it up with the first of them, behind the hyphen',
    ),
  ],
  [
    /^Missing closing (["'])/,
    ({ text, from, found: [, quote = ''] }) => {
      const at = openQuote[quote]?.exec(text.slice(0, from))?.index ?? from;
      return {
        from: at,
        to: at + 1,
        message: 'this quote is not closed',
        hint: `end the text with ${quote}`,
      };
    },
  ],
  [
    /sufficiently indented and end with a (.)$/,
    ({ text, from, found: [, end = ''] }) => {
      const at = openBracket(text, from);
      return { from: at, to: at + 1, message: 'this bracket is not closed', hint: `close it with ${end}` };
    },
  ],
  [
    /^Unexpected scalar at node end/,
    (place) =>
      isFirst(place)
        ? { message: 'this line is indented less than those above', hint: 'line it up with them' }
        : {
            message: 'there is text behind a closing quote or bracket',
            hint: 'put all of it in quotes, or close a quote above; within single quotes one is written twice',
          },
  ],
  [
    /^Invalid escape sequence (.*)$/,
    ({ found: [, sign = ''] }) => ({
      message: `“${sign}” has no meaning within double quotes`,
      hint: 'write the backslash twice, or use single quotes',
    }),
  ],
  [
    /^Plain value cannot start with .*(.)$/,
    ({ found: [, sign = ''] }) => ({ message: `a text cannot begin with “${sign}”`, hint: inQuotes }),
  ],
  [/^Unresolved tag/, says('a text cannot begin with “!”', inQuotes)],
  [
    /^(Not a YAML token|Block scalar header)/,
    says(
      'there is text behind “|” or “>”, which begin a text on the lines below',
      `begin the text on the next line, indented; or ${inQuotes}`,
    ),
  ],
  [
    /^Block collections are not/,
    says(
      'this text contains a colon and a space, or a comma is missing within it',
      'put the text in quotes, or write the comma between two entries',
    ),
  ],
  [/^Missing ,/, says('a comma is missing between entries in brackets', `write one; or ${inQuotes}`)],
  [
    /^Unexpected block-seq-ind/,
    says('a list cannot begin on the line of its key', `begin it on the next line; or ${inQuotes}`),
  ],
  [
    /^Unexpected (flow-|,|\]|\})/,
    says('this bracket or comma does not belong here', `take it out; or ${inQuotes}`),
  ],
  [/^Comments must/, says('no space stands before “#”', `write one before a comment; or ${inQuotes}`)],
  [
    /^Source contains multiple/,
    says('this file holds more than one document', 'take out the line --- or ...'),
  ],
  [/^Missing directives-end/, says('a file cannot begin with “%”', 'take that line out')],
  [/^With stringKeys/, says('a list or a group cannot be a key', `write a word; or ${inQuotes}`)],
  [
    /^Maximum call stack|Stack overflow$/,
    says('this is nested deeper than can be read', `take brackets out; or ${inQuotes}`),
  ],
  [/^The : indicator/, says('this key is longer than a key can be', `where it is a text, ${inQuotes}`)],
];

function faultOf(text: string, { message, pos: [from, to] }: YAMLError | YAMLWarning): Fault {
  const start = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? undefined : end);
  for (const [pattern, explain] of explanations) {
    const found = pattern.exec(message);
    if (found) return { from, to, ...explain({ text, from, to, line, start, found }) };
  }
  return {
    from,
    to,
    message: `the YAML cannot be read: ${message}`,
    hint: `look for a bracket, quote or colon that does not belong here; or ${inQuotes}`,
  };
}

/** The faults that the library found, in plain words and at their places; of those that follow from one, the first. */
export function faultsOf(text: string, problems: readonly (YAMLError | YAMLWarning)[]): Fault[] {
  const told = new Set<number>();
  const lineOf = (at: number): number => (at === 0 ? -1 : text.lastIndexOf('\n', at - 1));
  const inOrder = problems.toSorted((a, b) => a.pos[0] - b.pos[0]);
  return inOrder.flatMap((problem) => {
    const fault = faultOf(text, problem);
    const lines = [lineOf(problem.pos[0]), lineOf(fault.from)];
    if (lines.some((line) => told.has(line))) return [];
    for (const line of lines) told.add(line);
    return [fault];
  });
}
