import { isCollection, isMap, isScalar, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';

/** What is to stand at a place: a value, written as YAML in one line. */
export interface Leaf {
  readonly leaf: string | number | Readonly<Record<string, string | number>>;
}

/** The values that are to change or to be added, each under the keys that lead to it. */
export interface Patch {
  readonly [key: string]: Patch | Leaf;
}

/** A piece of text that takes the place of another; an empty place is one to insert at. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isLeaf = (part: object): part is Leaf => 'leaf' in part;

function scalar(value: string | number): string {
  // Without quotes these would be something else than words.
  const isWord = typeof value === 'string' && !/^(?:null|true|false)$/.test(value);
  if (typeof value === 'number' || (isWord && /^[a-z]+(-[a-z]+)*$/.test(value))) return String(value);
  return /[\n\r\t]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

type Flow = string | number | { readonly [key: string]: Flow };

/** A value or a whole patch as YAML in one line. */
function flow(part: Flow | Patch | Leaf): string {
  if (typeof part !== 'object') return scalar(part);
  if (isLeaf(part)) return flow(part.leaf);
  const pairs = Object.entries<Flow | Patch | Leaf>(part).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{ ${pairs.join(', ')} }`;
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

/** Where a node's own text ends, without the comments and empty lines after it. */
function endOf(node: Node | null, text: string): number {
  if (isCollection(node) && !node.flow) {
    const last: unknown = node.items.at(-1);
    const inner = isMap(node) ? ((last as Pair).value ?? (last as Pair).key) : last;
    return endOf(inner as Node, text);
  }
  let end = node?.range?.[1] ?? 0;
  // A folded text ends with the empty lines below it, which belong to what comes next.
  while (/\n[ \t]*\r?\n$/.test(text.slice(0, end))) end = text.slice(0, end - 1).lastIndexOf('\n') + 1;
  return end;
}

/** Adds keys at the end of a map, in its own style. */
function insertion(
  map: YAMLMap,
  missing: readonly (readonly [string, Patch | Leaf])[],
  text: string,
): Splice {
  const pairs = missing.map(([key, part]) => `${key}: ${flow(part)}`);
  const last = map.items.at(-1) as Pair<Node, Node | null> | undefined;
  const first = map.items[0] as Pair<Node, Node | null> | undefined;
  const end = endOf(last?.value ?? last?.key ?? null, text);
  if (map.flow) return { start: end, end, text: pairs.map((pair) => `, ${pair}`).join('') };
  const from = first?.key.range?.[0] ?? 0;
  const indent = ' '.repeat(from - (text.lastIndexOf('\n', from - 1) + 1));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = pairs.map((pair) => `${indent}${pair}`).join(newline);
  if (text[end - 1] === '\n') return { start: end, end, text: lines + newline };
  const next = text.indexOf('\n', end);
  // After the line's own comment.
  return next === -1
    ? { start: text.length, end: text.length, text: newline + lines }
    : { start: next + 1, end: next + 1, text: lines + newline };
}

function splicesOf(node: unknown, patch: Patch, text: string): Splice[] {
  if (!isMap(node)) throw new Error('a patch leads into a value that has no keys');
  const missing: [string, Patch | Leaf][] = [];
  const splices = Object.entries(patch).flatMap(([key, part]): Splice[] => {
    const pair = node.items.find((item) => keyOf(item) === key);
    const value = pair?.value as Node | null | undefined;
    if (!value?.range) return (void missing.push([key, part]), []);
    if (!isLeaf(part) && isMap(value)) return splicesOf(value, part, text);
    return [{ start: value.range[0], end: endOf(value, text), text: flow(part) }];
  });
  return missing.length > 0 ? [...splices, insertion(node, missing, text)] : splices;
}

/** The same values with the patch applied, in an order of keys that does not count. */
function patched(value: unknown, patch: Patch | Leaf | undefined): unknown {
  if (patch && isLeaf(patch)) return patched(patch.leaf, undefined);
  if (Array.isArray(value)) return value.map((item) => patched(item, undefined));
  if ((typeof value !== 'object' || value === null) && !patch) return value;
  const before = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(patch ?? {})])].sort();
  return keys.map((key) => [key, patched(before[key], patch?.[key])]);
}

/**
 * Changes values in a YAML text and nothing else: comments, order and layout stay as they are. Throws if the result would
 * not read as the values that were asked for.
 */
export function edit(text: string, patch: Patch): string {
  const document = parseDocument(text);
  const splices = splicesOf(document.contents, patch, text)
    .map((splice, index) => ({ ...splice, index }))
    // From the end; of two insertions at one place the inner one, which was found first, comes first.
    .sort((a, b) => b.start - a.start || b.index - a.index);
  const edited = splices.reduce(
    (whole, splice) => whole.slice(0, splice.start) + splice.text + whole.slice(splice.end),
    text,
  );
  const wanted = JSON.stringify(patched(document.toJS(), patch));
  const after = parseDocument(edited);
  if (after.errors.length > 0 || JSON.stringify(patched(after.toJS(), undefined)) !== wanted)
    throw new Error('the changes cannot be written into the YAML');
  return edited;
}
