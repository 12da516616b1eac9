import { suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { File } from '../load.ts';
import type { Shape, Shapes } from '../shape.ts';
import { spanner } from '../source.ts';
import { compiler } from './engine.ts';
import { helperNames } from './helpers.ts';

type Located = Pick<hbs.AST.Node, 'loc'>;
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
  const found: Diagnostic[] = [];
  const done = new Set<string>();
  const callers: Template[] = [];
  let current = entry;

  const tell = (node: Located, message: string, hint?: string): void => {
    const { file } = current;
    const lines = file.text.split('\n');
    const offset = ({ line, column }: hbs.AST.Position) =>
      lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column;
    const span = spanner(file.path, file.text)(offset(node.loc.start), offset(node.loc.end));
    found.push({ severity: 'error', rule: 'template/path', span, message, hint });
  };

  const follow = (path: hbs.AST.PathExpression, scope: Scope): Shape | undefined => {
    const parts = path.parts;
    if (path.data && loopWords.includes(parts[0] ?? '')) return {};
    let shape: Shape | undefined = path.data
      ? scope.root
      : path.depth > 0
        ? scope.outer[path.depth - 1]
        : scope.shape;
    if (shape === undefined) {
      tell(path, `${path.original} climbs out of the view`);
      return undefined;
    }
    for (const part of path.data ? parts.slice(1) : parts) {
      const whole: Shape = shapes.resolve(shape);
      if (whole.opaque) return {};
      const next = shapes.member(whole, part);
      const fields = Object.keys(whole.properties ?? {});
      if (!next) {
        tell(path, `${part} is not a field here`, suggestion(part, fields));
        return undefined;
      }
      shape = next;
    }
    return shapes.resolve(shape);
  };

  const value = (node: hbs.AST.Expression, scope: Scope): Shape | undefined => {
    if (node.type === 'PathExpression') return follow(node as hbs.AST.PathExpression, scope);
    if (node.type === 'SubExpression') call(node as hbs.AST.SubExpression, scope);
    return {};
  };

  const call = (node: Call, scope: Scope): (Shape | undefined)[] => {
    const { original } = node.path as hbs.AST.PathExpression;
    const allowed = node.type === 'BlockStatement' ? blocks : helperNames;
    if (!allowed.includes(original)) {
      const hint = suggestion(original, allowed);
      const called = node.type !== 'MustacheStatement' || node.params.length > 0;
      if (called) tell(node.path, `there is no helper ${original}`, hint);
      else tell(node.path, `${original} must be shown through a helper`, `write {{text ${original}}}`);
    }
    for (const pair of (node.hash as hbs.AST.Hash | undefined)?.pairs ?? []) value(pair.value, scope);
    return node.params.map((param) => value(param, scope));
  };

  const inner = (shape: Shape | undefined, scope: Scope): Scope => ({
    ...scope,
    shape: shape ?? { opaque: true },
    outer: [scope.shape, ...scope.outer],
  });

  const block = (node: hbs.AST.BlockStatement, scope: Scope): void => {
    const [shape] = call(node, scope);
    const name = node.path.original;
    const entries = shape && entriesOf(shape);
    if (name === 'each' && shape && !entries && !shape.opaque) tell(node, 'each needs a list');
    if (name === 'each') program(node.program, inner(entries, scope));
    else if (name === 'with') program(node.program, inner(shape, scope));
    else program(node.program, scope);
    const otherwise = node.inverse as hbs.AST.Program | undefined;
    if (otherwise) program(otherwise, scope);
  };

  const partial = (node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement, scope: Scope): void => {
    const name = (node.name as hbs.AST.PathExpression).original;
    if ('program' in node) program(node.program, scope);
    if (name === '@partial-block') return;
    if (node.name.type !== 'PathExpression') {
      tell(node, 'a partial is called by its own name', 'such as {{> table}}');
      return;
    }
    const target = templates.find((template) => template.name === name);
    const names = templates.map((template) => template.name);
    if (!target) {
      tell(node, `there is no partial ${name}`, suggestion(name, names));
      return;
    }
    if (target === current || callers.includes(target)) {
      tell(node, `${name} calls itself, and would never end`, 'take this call out');
      return;
    }
    const shape = node.params[0] ? value(node.params[0], scope) : scope.shape;
    const key = `${name} ${JSON.stringify(shape)}`;
    if (shape === undefined || done.has(key)) return;
    done.add(key);
    callers.push(current);
    current = target;
    program(target.program, { shape, outer: [], root: scope.root });
    current = callers.pop() ?? entry;
  };

  const program = (node: hbs.AST.Program, scope: Scope): void => {
    for (const statement of node.body) {
      if (statement.type === 'MustacheStatement') call(statement as hbs.AST.MustacheStatement, scope);
      else if (statement.type === 'BlockStatement') block(statement as hbs.AST.BlockStatement, scope);
      else if (statement.type === 'PartialStatement' || statement.type === 'PartialBlockStatement') {
        partial(statement as hbs.AST.PartialStatement, scope);
      } else if (statement.type !== 'ContentStatement' && statement.type !== 'CommentStatement') {
        tell(statement, 'this kind of tag is not used here');
      }
    }
  };

  const root = shapes.resolve(view);
  program(entry.program, { shape: root, outer: [], root });
  return found;
}
