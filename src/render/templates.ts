import { suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { File } from '../load.ts';
import type { Shape, Shapes } from '../shape.ts';
import { spanner } from '../source.ts';
import { compiler } from './engine.ts';
import { helperNames } from './helpers.ts';

type Located = Pick<hbs.AST.Node, 'loc'>;
type Partial = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement;
type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** Where a template stands in its view: the shape at hand, and those around it. */
interface Scope {
  readonly shape: Shape;
  readonly outer: readonly Shape[];
  readonly root: Shape;
}

/** A template by the name by which others call it: "layout", "table", "briefing-note/document". */
export interface Template {
  readonly name: string;
  readonly file: File;
  readonly program: hbs.AST.Program;
}

const blocks = ['if', 'unless', 'each', 'with'];
const loopWords = ['index', 'key', 'first', 'last'];

/** Parses every template; one that cannot be parsed is told at its line. */
export function parseTemplates(files: readonly File[]): { templates: Template[]; diagnostics: Diagnostic[] } {
  const { parse } = compiler();
  const templates: Template[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files.filter(({ name }) => name.endsWith('.hbs'))) {
    try {
      const name = file.name.replace(/^templates\/(partials\/)?/, '').replace(/\.hbs$/, '');
      templates.push({ name, file, program: parse(file.text, { srcName: file.path }) });
    } catch (error) {
      const line = Number(/line (\d+)/.exec((error as Error).message)?.[1] ?? 1);
      const start =
        file.text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
      diagnostics.push({
        severity: 'error',
        rule: 'template/syntax',
        span: spanner(file.path, file.text)(start, start + 1000),
        message: 'the template cannot be read from about here',
        hint: 'close every {{#if}}, {{#each}} and {{#with}} with its own {{/…}}',
      });
    }
  }
  return { templates, diagnostics };
}

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
  readonly found: Diagnostic[];
}

function tell({ current, found }: Walk, node: Located, message: string, hint?: string): void {
  const { path, text } = current.file;
  const lines = text.split('\n');
  const offset = ({ line, column }: hbs.AST.Position) =>
    lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column;
  const span = spanner(path, text)(offset(node.loc.start), offset(node.loc.end));
  found.push({ severity: 'error', rule: 'template/path', span, message, hint });
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
  if (data && loopWords.includes(first)) return {};
  if (data && first !== 'root') {
    tell(walk, path, `there is no ${original} here`, suggestion(first, ['root', ...loopWords]));
    return undefined;
  }
  let shape = startOf(path, scope);
  if (shape === undefined) {
    tell(walk, path, `${original} climbs out of the view`);
    return undefined;
  }
  for (const part of data ? parts.slice(1) : parts) {
    const whole: Shape = walk.shapes.resolve(shape);
    if (whole.opaque) return {};
    const next = walk.shapes.member(whole, part);
    if (!next) {
      const fields = Object.keys(whole.properties ?? {});
      tell(walk, path, `${part} is not a field here`, suggestion(part, fields));
      return undefined;
    }
    shape = next;
  }
  return walk.shapes.resolve(shape);
}

function value(walk: Walk, node: hbs.AST.Expression, scope: Scope): Shape | undefined {
  if (node.type === 'PathExpression') return follow(walk, node as hbs.AST.PathExpression, scope);
  if (node.type === 'SubExpression') call(walk, node as hbs.AST.SubExpression, scope);
  return {};
}

/** The shapes of what a helper is called with. */
function call(walk: Walk, node: Call, scope: Scope): (Shape | undefined)[] {
  const { original } = node.path as hbs.AST.PathExpression;
  const allowed = node.type === 'BlockStatement' ? blocks : helperNames;
  if (!allowed.includes(original)) {
    const isCalled = node.type !== 'MustacheStatement' || node.params.length > 0;
    if (isCalled) tell(walk, node.path, `there is no helper ${original}`, suggestion(original, allowed));
    else tell(walk, node.path, `${original} must be shown through a helper`, `write {{text ${original}}}`);
  }
  for (const pair of (node.hash as hbs.AST.Hash | undefined)?.pairs ?? []) value(walk, pair.value, scope);
  return node.params.map((param) => value(walk, param, scope));
}

/** The scope within a block that goes one step down. */
const inner = (shape: Shape | undefined, scope: Scope): Scope => ({
  ...scope,
  shape: shape ?? { opaque: true },
  outer: [scope.shape, ...scope.outer],
});

function block(walk: Walk, node: hbs.AST.BlockStatement, scope: Scope): void {
  const [shape] = call(walk, node, scope);
  const name = node.path.original;
  const entries = shape && entriesOf(shape);
  if (name === 'each' && shape && !entries && !shape.opaque) tell(walk, node, 'each needs a list');
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
    const names = templates.map((template) => template.name);
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
  const shape = node.params[0] ? value(walk, node.params[0], scope) : scope.shape;
  const key = `${target.name} ${JSON.stringify(shape)}`;
  if (shape === undefined || walk.done.has(key)) return;
  walk.done.add(key);
  const within: Walk = { ...walk, current: target, callers: [...walk.callers, walk.current] };
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
): Diagnostic[] {
  const walk: Walk = { shapes, templates, current: entry, callers: [], done: new Set(), found: [] };
  const root = shapes.resolve(view);
  program(walk, entry.program, { shape: root, outer: [], root });
  return walk.found;
}
