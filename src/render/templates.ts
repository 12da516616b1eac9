import { suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Shape, Shapes } from '../shape.ts';
import { spanner } from '../source.ts';
import { takes } from './helpers.ts';
import type { Template } from './parse.ts';
import { waysInstead, waysOf } from './ways.ts';

type Located = Pick<hbs.AST.Node, 'loc'>;
type Partial = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement;
type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** Where a template stands in its view: the shape at hand, and those around it. */
interface Scope {
  readonly shape: Shape;
  readonly outer: readonly Shape[];
  readonly root: Shape;
}

const blocks = ['if', 'unless', 'each', 'with'];
const loopWords: Readonly<Record<string, Shape>> = {
  index: { type: 'integer' },
  key: { type: 'string' },
  first: { type: 'boolean' },
  last: { type: 'boolean' },
};

/** What stands where a fault has been told already. */
const unknown: Shape = {};

/** The shape of one entry of a list or map. */
function entriesOf({ items, additionalProperties }: Shape): Shape | undefined {
  return items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

/** A walk through a template and the partials that it calls. */
interface Walk {
  readonly shapes: Shapes;
  readonly templates: readonly Template[];
  readonly current: Template;
  /** Those that have called it, the entry first. */
  readonly callers: readonly Template[];
  /** The partials that have been walked through, each with the shape that it was given. */
  readonly done: Set<string>;
  /** The names of the partials that are called. */
  readonly called: Set<string>;
  /** The line that gave the partial its value, which may be at fault instead of the partial. */
  readonly given?: string;
  readonly found: Diagnostic[];
}

function tell(walk: Walk, node: Located, message: string, mend?: string): void {
  const { path, text } = walk.current.file;
  const lines = text.split('\n');
  const offset = ({ line, column }: hbs.AST.Position) =>
    lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column;
  const span = spanner(path, text)(offset(node.loc.start), offset(node.loc.end));
  const from = walk.given && `this partial gets its value at ${walk.given}`;
  const hint = [mend, from].filter((part) => part !== undefined).join('; ') || undefined;
  walk.found.push({ severity: 'error', rule: 'template/path', span, message, hint });
}

/** Where a path starts from: the root of the view, what stands around, or what is at hand. */
function startOf({ data, depth }: hbs.AST.PathExpression, { shape, outer, root }: Scope): Shape | undefined {
  if (data) return root;
  return depth > 0 ? outer[depth - 1] : shape;
}

/** The shape to which a path leads; undefined if it leads nowhere, which is told. */
function follow(walk: Walk, path: hbs.AST.PathExpression, scope: Scope): Shape | undefined {
  const { parts, data, original } = path;
  const [first = ''] = parts;
  const loopWord = data && Object.hasOwn(loopWords, first) ? loopWords[first] : undefined;
  if (loopWord) return loopWord;
  if (data && first !== 'root') {
    tell(walk, path, `there is no ${original} here`, suggestion(first, ['root', ...Object.keys(loopWords)]));
    return undefined;
  }
  let shape = startOf(path, scope);
  if (shape === undefined) {
    tell(walk, path, `${original} climbs out of the view`);
    return undefined;
  }
  for (const part of data ? parts.slice(1) : parts) {
    const whole: Shape = walk.shapes.resolve(shape);
    if (whole === unknown) return unknown;
    const next = walk.shapes.member(whole, part);
    if (!next) {
      const fields = Object.keys(whole.properties ?? {});
      const hint = whole.shown_as ? 'what stands before it is shown as a whole' : suggestion(part, fields);
      tell(walk, path, `${part} is not a field here`, hint);
      return undefined;
    }
    shape = next;
  }
  return walk.shapes.resolve(shape);
}

function value(walk: Walk, node: hbs.AST.Expression, scope: Scope): Shape | undefined {
  if (node.type === 'PathExpression') return follow(walk, node as hbs.AST.PathExpression, scope);
  if (node.type === 'StringLiteral') return { type: 'string' };
  if (node.type === 'NumberLiteral') return { type: 'number' };
  if (node.type === 'SubExpression') call(walk, node as hbs.AST.SubExpression, scope);
  return unknown;
}

/** Holds what a helper gets against what it takes. */
function checkCall(walk: Walk, node: Call, given: readonly (Shape | undefined)[]): void {
  const { original: name } = node.path as hbs.AST.PathExpression;
  const ways = takes[name as keyof typeof takes];
  if (ways === 'signs') return;
  if (ways.length !== given.length) {
    const values = ways.length === 1 ? '1 value' : `${ways.length} values`;
    tell(walk, node, `${name} takes ${values}, and gets ${given.length}`);
    return;
  }
  const literal = node.params.map((param) =>
    param.type === 'StringLiteral' ? (param as hbs.AST.StringLiteral).value : undefined,
  );
  for (const [index, taken] of ways.entries()) {
    const shape = given[index];
    if (!shape || shape === unknown) continue;
    // How a cell shows its value is told by the value before it.
    const way = taken === 'cell' ? (literal[index - 1] ?? taken) : taken;
    if (waysOf(walk.shapes, shape).includes(way)) continue;
    const param = node.params[index] as hbs.AST.PathExpression;
    const write = (other: string) =>
      Object.hasOwn(takes, other) && other !== 'cell'
        ? `{{${other} ${param.original}}}`
        : `{{cell ${other === 'cell' ? 'as' : `"${other}"`} ${param.original}}}`;
    const by = way === taken ? name : `${name} "${way}"`;
    tell(walk, param, `${by} cannot show ${param.original}`, waysInstead(walk.shapes, shape, write));
  }
}

/** The shapes of what a helper is called with. */
function call(walk: Walk, node: Call, scope: Scope): (Shape | undefined)[] {
  const { original } = node.path as hbs.AST.PathExpression;
  const allowed = node.type === 'BlockStatement' ? blocks : Object.keys(takes);
  if (!allowed.includes(original)) {
    const isCalled = node.type !== 'MustacheStatement' || node.params.length > 0;
    if (isCalled) tell(walk, node.path, `there is no helper ${original}`, suggestion(original, allowed));
    else tell(walk, node.path, `${original} must be shown through a helper`, `write {{text ${original}}}`);
  }
  refuseNamed(walk, node);
  const given = node.params.map((param) => value(walk, param, scope));
  if (node.type !== 'BlockStatement' && allowed.includes(original)) checkCall(walk, node, given);
  return given;
}

/** Nothing here takes a value by its name, and a value that is not taken would be lost without a word. */
function refuseNamed(walk: Walk, { hash }: Call | Partial): void {
  for (const pair of (hash as hbs.AST.Hash | undefined)?.pairs ?? [])
    tell(walk, pair, `${pair.key} is given by its name`, 'values are given by their order alone');
}

/** The scope within a block that goes one step down. */
const inner = (shape: Shape | undefined, scope: Scope): Scope => ({
  ...scope,
  shape: shape ?? unknown,
  outer: [scope.shape, ...scope.outer],
});

function block(walk: Walk, node: hbs.AST.BlockStatement, scope: Scope): void {
  const [shape] = call(walk, node, scope);
  const name = node.path.original;
  const entries = shape && entriesOf(shape);
  if (name === 'each' && shape && !entries && shape !== unknown) tell(walk, node, 'each needs a list');
  if (name === 'each') program(walk, node.program, inner(entries, scope));
  else if (name === 'with') program(walk, node.program, inner(shape, scope));
  else program(walk, node.program, scope);
  const otherwise = node.inverse as hbs.AST.Program | undefined;
  if (otherwise) program(walk, otherwise, scope);
}

/** The partial that is called, or undefined if it cannot be, which is told. */
function partialCalled(walk: Walk, node: Partial): Template | undefined {
  const { templates, current, callers } = walk;
  if (node.name.type !== 'PathExpression') {
    tell(walk, node, 'a partial is called by its own name', 'such as {{> table}}');
    return undefined;
  }
  const name = node.name.original;
  const target = templates.find((template) => template.name === name);
  if (!target) {
    const names = templates.map((template) => template.name).filter((other) => !other.endsWith('/document'));
    tell(walk, node, `there is no partial ${name}`, suggestion(name, names));
  } else if (target === current || callers.includes(target)) {
    tell(walk, node, `${name} calls itself, and would never end`, 'take this call out');
    return undefined;
  }
  return target;
}

function partial(walk: Walk, node: Partial, scope: Scope): void {
  if ('program' in node) program(walk, node.program, scope);
  if ((node.name as hbs.AST.PathExpression).original === '@partial-block') return;
  const target = partialCalled(walk, node);
  if (!target) return;
  walk.called.add(target.name);
  refuseNamed(walk, node);
  const [param] = node.params;
  const shape = param ? value(walk, param, scope) : scope.shape;
  const key = `${target.name} ${JSON.stringify(shape)}`;
  if (shape === undefined || walk.done.has(key)) return;
  walk.done.add(key);
  const given = param && `${walk.current.file.path}:${node.loc.start.line}`;
  const within: Walk = {
    ...walk,
    current: target,
    callers: [...walk.callers, walk.current],
    ...(given !== undefined && { given }),
  };
  program(within, target.program, { shape, outer: [], root: scope.root });
}

function program(walk: Walk, { body }: hbs.AST.Program, scope: Scope): void {
  for (const statement of body) {
    if (statement.type === 'MustacheStatement') call(walk, statement as hbs.AST.MustacheStatement, scope);
    else if (statement.type === 'BlockStatement') block(walk, statement as hbs.AST.BlockStatement, scope);
    else if (statement.type === 'PartialStatement' || statement.type === 'PartialBlockStatement')
      partial(walk, statement as Partial, scope);
    else if (statement.type !== 'ContentStatement' && statement.type !== 'CommentStatement')
      tell(walk, statement, 'this kind of tag is not used here');
  }
}

/**
 * Follows every path of a template, and of the partials it calls, through the schema of its view.
 * Handlebars itself prints nothing for a misspelt field; here it is an error with its place.
 */
export function checkTemplate(
  shapes: Shapes,
  templates: readonly Template[],
  entry: Template,
  view: Shape,
): { called: ReadonlySet<string>; diagnostics: Diagnostic[] } {
  const called = new Set<string>([entry.name]);
  const found: Diagnostic[] = [];
  const walk: Walk = { shapes, templates, current: entry, callers: [], done: new Set(), called, found };
  const root = shapes.resolve(view);
  program(walk, entry.program, { shape: root, outer: [], root });
  return { called, diagnostics: found };
}
