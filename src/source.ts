import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { Diagnostic, Span } from './diagnostic.ts';
import type { File } from './load.ts';
import { faultsOf } from './syntax.ts';

type Path = readonly (string | number)[];

/** One YAML file: its value as plain data, and the place of every part of it. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  /** The place of the value at a path or, with `key`, of the key that leads to it. */
  readonly locate: (path: Path, which?: 'value' | 'key') => Span;
  /** The place of the nth occurrence (from 0) of a piece of text inside the scalar at a path. */
  readonly locateText: (path: Path, piece: string, nth: number) => Span;
}

/** Makes a thing when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}

/** Loaded when something is read: most commands find all they need as it was read before. */
const yaml = lazily(() => createRequire(import.meta.url)('yaml') as typeof Yaml);

/** Makes spans out of offsets into one text. */
export function spanner(path: string, text: string) {
  const lines = lazily(() => {
    const counter = new (yaml().LineCounter)();
    for (let at = 0; at !== -1; at = text.indexOf('\n', at) + 1 || -1) counter.addNewLine(at);
    return counter;
  });
  return (start: number, last: number): Span => {
    const from = Math.min(start, text.length);
    const { line, col } = lines().linePos(from);
    const end = text.indexOf('\n', from);
    const excerpt = text.slice(from - col + 1, end < 0 ? undefined : end).replace(/\r$/, '');
    const length = Math.max(1, Math.min(last - start, excerpt.length - col + 1));
    return { file: path, line, column: col, excerpt, length };
  };
}

/** A file of a partnership has some tens of thousands of characters; many times that is a mistake. */
const longest = 800_000;

/** Anchors and aliases let a small file grow without bound, and no file of ours needs them. */
function aliases(document: Document, text: string, span: (start: number, end: number) => Span): Diagnostic[] {
  const { isAlias, isCollection, isScalar, visit } = yaml();
  const found: Diagnostic[] = [];
  if (!/[&*]/.test(text)) return found;
  const tell = (start: number, end: number) =>
    found.push({
      severity: 'error',
      rule: 'yaml/alias',
      span: span(start, end),
      message: 'anchors (&) and aliases (*) are not allowed',
      hint: 'write the value out; text that begins with & or * goes in quotes',
    });
  visit(document, {
    Node(_key, node) {
      const [start, end] = node.range ?? [0, 1];
      if (isAlias(node)) tell(start, end);
      else if ((isCollection(node) || isScalar(node)) && node.anchor) {
        const at = text.lastIndexOf(`&${node.anchor}`, start);
        tell(at, at + node.anchor.length + 1);
      }
    },
  });
  return found;
}

/** Keys that stand twice in one map. The library compares each key with each, over which a long map takes minutes. */
function duplicates({ contents }: Document, span: (start: number, end: number) => Span): Diagnostic[] {
  const { isMap, isScalar, isSeq } = yaml();
  const found: Diagnostic[] = [];
  const look = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) look(item);
    if (!isMap(node)) return;
    const seen = new Set<unknown>();
    for (const { key, value } of node.items) {
      if (isScalar(key) && seen.has(key.value)) {
        const [start, end] = key.range ?? [0, 1];
        const message = 'this key stands twice';
        const hint = 'keep one of the two';
        found.push({ severity: 'error', rule: 'yaml/syntax', span: span(start, end), message, hint });
      }
      if (isScalar(key)) seen.add(key.value);
      look(value);
    }
  };
  look(contents);
  return found;
}

/** The pairs of a map by their keys, found once: a file with one fault may have thousands of it. */
const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairAt(map: YAMLMap, key: string): Pair | undefined {
  const { isScalar } = yaml();
  // Of a key that stands twice, the first.
  const known =
    pairs.get(map) ??
    new Map(
      map.items.toReversed().flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item]] : [])),
    );
  pairs.set(map, known);
  return known.get(key);
}

/** The node at a path, or the nearest one above it; with `key`, the key that leads there. */
function nodeAt(document: Document, path: Path, which: 'value' | 'key'): Node | null {
  const { isCollection, isMap } = yaml();
  let node: Node | null = document.contents;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = pairAt(node, String(step));
      if (!pair) return node;
      if (last && which === 'key') return pair.key as Node;
      node = (pair.value as Node | null) ?? (pair.key as Node);
    } else if (isCollection(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? node;
    } else {
      return node;
    }
  }
  return node;
}

// The library takes two quotes at the very end of a file for one and its end; a line's end after them shows that it has none.
const treeOf = (text: string): Document =>
  yaml().parseDocument(text.endsWith("''") ? `${text}\n` : text, {
    uniqueKeys: false,
    prettyErrors: false,
    stringKeys: true,
  });

/**
 * A file of which the value is known. Unless it was `read` just now, it is read where a place is asked for: few are, and
 * the trees of a country would fill the memory.
 */
export function sourceOf({ path, text }: File, value: unknown, read?: Document): Source {
  const span = spanner(path, text);
  const tree = lazily(() => read ?? treeOf(text));
  const locate = (at: Path, which: 'value' | 'key' = 'value'): Span => {
    const range = nodeAt(tree(), at, which)?.range;
    return range ? span(range[0], range[1]) : span(0, 1);
  };
  const locateText = (at: Path, piece: string, nth: number): Span => {
    const range = nodeAt(tree(), at, 'value')?.range;
    if (!range) return span(0, 1);
    let start = range[0] - 1;
    for (let i = 0; i <= nth; i++) start = text.indexOf(piece, start + 1);
    return start < 0 || start >= range[1] ? span(range[0], range[1]) : span(start, start + piece.length);
  };
  return { path, text, value, locate, locateText };
}

/** Reads YAML (1.2, without aliases); all that is wrong with its form is said at its place. */
export function parse(file: File): { source?: Source; diagnostics: Diagnostic[] } {
  const { path, text } = file;
  const span = spanner(path, text);
  if (text.length > longest) {
    const message = `this file has ${text.length} characters, more than the ${longest} that anybody could check`;
    const hint = 'keep what the documents report, and leave the rest where it comes from';
    return { diagnostics: [{ severity: 'error', rule: 'file/size', span: span(0, 1), message, hint }] };
  }
  const document = treeOf(text);
  const diagnostics = faultsOf(text, [...document.errors, ...document.warnings]).map(
    ({ from, to, ...words }): Diagnostic => ({
      severity: 'error',
      rule: 'yaml/syntax',
      span: span(from, to),
      ...words,
    }),
  );
  // One by one here and where they are gathered: as arguments, so many as a file can have would fill the stack.
  for (const found of duplicates(document, span)) diagnostics.push(found);
  if (diagnostics.length === 0) diagnostics.push(...aliases(document, text, span));
  if (diagnostics.length > 0) return { diagnostics };
  if (
    document.contents === null ||
    (yaml().isScalar(document.contents) && document.contents.value === null)
  ) {
    return {
      diagnostics: [
        {
          severity: 'error',
          rule: 'yaml/empty',
          span: span(0, 1),
          message: 'this file is empty',
          hint: 'fill it in or remove it; its schema in config/schemas says what it holds',
        },
      ],
    };
  }
  return { source: sourceOf(file, document.toJS(), document), diagnostics: [] };
}
