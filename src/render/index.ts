import { runInThisContext } from 'node:vm';
import type { TemplateDelegate } from 'handlebars';
import { Refusal, refuse, suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Facts } from '../facts.ts';
import { afresh } from '../keep.ts';
import type { File, FontFile } from '../load.ts';
import type { Memory, Project } from '../project.ts';
import { complete } from '../shape.ts';
import type { Shape } from '../shape.ts';
import { emptyShelf } from '../shelf.ts';
import type { Shelf } from '../shelf.ts';
import { spanner } from '../source.ts';
import { compiler, engine } from './engine.ts';
import { formatter } from './format.ts';
import { guarded, helpersOf } from './helpers.ts';
import { reachOf } from './outside.ts';
import { parseTemplates } from './parse.ts';
import type { Template } from './parse.ts';
import { checkTables } from './tables.ts';
import { checkTemplate } from './templates.ts';

type TemplateSpecification = Parameters<typeof engine.template>[0];

/** Turns a view into one self-contained HTML page. `kind` names the folder of its templates. */
export type Render = (kind: string, viewName: string, view: { readonly facts: unknown }) => string;

/** The place of the fonts in a page. Nothing in a record can look like it, because its brackets would be escaped. */
const fontsHere = '/*<fonts>*/';

/** Puts into a page the fonts that have any of its characters: most pages need no more than the Latin of Western Europe. */
function fontSetter(fonts: readonly FontFile[]): (html: string) => string {
  const faces = fonts.map(({ weight, style, range, base64 }) => ({
    characters: new RegExp(
      `[${range.replaceAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?,?\s*/gi, (_, from: string, to = from) => `\\u{${from}}-\\u{${to}}`)}]`,
      'u',
    ),
    css:
      `@font-face{font-family:"Source Sans 3";font-weight:${weight};font-style:${style};unicode-range:${range};` +
      `src:url(data:font/woff2;base64,${base64}) format("woff2")}`,
  }));
  return (html) => {
    const needed = faces.filter(({ characters }) => characters.test(html)).map(({ css }) => css);
    return html.replace(fontsHere, () => needed.join('\n'));
  };
}

/** The pages about the documents, which are no kind of document themselves, and their views. */
const pages: Readonly<Record<string, { readonly view: string }>> = {
  index: { view: 'index' },
  accessibility: { view: 'accessibility' },
};

/** The templates that no document uses, which nothing can check: no view says what they are given. */
function unused(templates: readonly Template[], called: ReadonlySet<string>): Diagnostic[] {
  const idle = templates.filter(({ name }) => !called.has(name));
  return idle.map(({ name, file: { path, text } }) => ({
    severity: 'error',
    rule: 'template/unused',
    span: spanner(path, text)(0, text.length),
    message: 'no document uses this template',
    hint: name.endsWith('/document')
      ? `name ${name.replace('/document', '')} in config/documents.yaml, or take the file away`
      : `call it with {{> ${name}}}, or take the file away`,
  }));
}

/** Parses the templates and checks every path of every one against its view. */
function checkedTemplates(project: Project): { templates: Template[]; diagnostics: Diagnostic[] } {
  const { shapes, config } = project;
  const { templates, diagnostics } = parseTemplates(project.templates);
  if (diagnostics.length > 0) return { templates, diagnostics };
  const { documents } = config.documents.record;
  const known = shapes.names
    .filter((name) => name.startsWith('view-'))
    .map((name) => name.slice('view-'.length));
  const views: Shape[] = [];
  const called = new Set<string>();
  const tell = (kind: string, rule: string, message: string, hint: string | undefined) => {
    const span = config.documents.source.locate(['documents', kind, 'view']);
    diagnostics.push({ severity: 'error', rule: `template/${rule}`, span, message, hint });
  };
  for (const [kind, { view }] of Object.entries({ ...documents, ...pages })) {
    if (view === undefined) continue;
    if (!known.includes(view)) {
      tell(kind, 'view', `there is no view ${view}`, suggestion(view, known));
      continue;
    }
    const shape = shapes.schema(`view-${view}`);
    views.push(shape);
    const entry = templates.find(({ name }) => name === `${kind}/document`);
    if (!entry) {
      const hint = `make the file ${kind}/document.hbs in the templates folder`;
      tell(kind, 'missing', `${kind} has no template`, hint);
      continue;
    }
    const checked = checkTemplate(shapes, templates, entry, shape);
    diagnostics.push(...checked.diagnostics);
    for (const name of checked.called) called.add(name);
  }
  diagnostics.push(...checkTables(project, views));
  // Where a call is at fault, what it would have called is not unused.
  if (diagnostics.length === 0) diagnostics.push(...unused(templates, called));
  return { templates, diagnostics };
}

/** Templates by their names, as code. */
type Code = Readonly<Record<string, string>>;

/** Compiles the templates, once nothing is wrong with any of them, or takes them as they were compiled before. */
function codeOf(project: Project, shelf: Shelf): { code?: Code; diagnostics: Diagnostic[] } {
  const { documents, tables } = project.config;
  // All that is held against each other, but for the schemas, which the shelf knows.
  const text = JSON.stringify([project.templates, documents.record, tables.record]);
  const file = { path: 'templates', name: 'templates', text };
  // It is run, as what lies in the code cache beside the shelf is.
  const known = shelf.find(file, 'templates') as Code | undefined;
  if (known) return { code: known, diagnostics: [] };
  const { templates, diagnostics } = checkedTemplates(project);
  if (diagnostics.length > 0) return { diagnostics };
  const { precompile } = compiler();
  // It is a text, whatever its types say.
  const compiled = ({ program }: Template) => precompile(program, { strict: true }) as unknown as string;
  const code = Object.fromEntries(templates.map((template) => [template.name, compiled(template)]));
  shelf.put(file, 'templates', JSON.stringify(code));
  return { code, diagnostics };
}

/** What is wrong with a page that templates have made, if anything is. */
function faultOf(templates: readonly File[], kind: string, html: string): Diagnostic | undefined {
  const reach = reachOf(html);
  if (reach !== undefined) {
    const file = templates.find(({ text }) => text.includes(reach));
    const start = file?.text.indexOf(reach) ?? 0;
    return {
      severity: 'error',
      rule: 'template/outside',
      ...(file && { span: spanner(file.path, file.text)(start, start + reach.length) }),
      message: `the templates of ${kind} hold “${reach.slice(0, 200)}”, which reaches outside the document`,
      hint: 'a document holds everything it shows and runs nothing; take it out, or put it in as a data: address',
    };
  }
  if (/<html\b[^>]* lang=/.test(html) && /<h1\b/.test(html)) return undefined;
  const file = templates.find(({ name }) => name === `templates/${kind}/document.hbs`);
  return {
    severity: 'error',
    rule: 'template/page',
    ...(file && { span: spanner(file.path, file.text)(0, file.text.length) }),
    message: `the templates of ${kind} make no page that has a language and a heading`,
    hint: 'put {{#> layout}} around it, and a title in <h1> into it',
  };
}

/** Runs the code of templates; what differs between documents comes to them as helpers and data. */
function runner({ shapes, config, fonts, ...project }: Project, code: Code): Render {
  const css = project.templates.filter(({ name }) => name.endsWith('.css')).map(({ text }) => text);
  if (css.length === 0)
    throw refuse(
      'machine',
      'file/missing',
      'the templates folder has no print.css',
      'restore it; it lays out every page',
    );
  const style = [fontsHere, ...css].join('\n');
  const withFonts = fontSetter(fonts);
  const own = engine.create();
  const whole = new Map<string, TemplateDelegate>();
  for (const [name, text] of Object.entries(code)) {
    const template = own.template(runInThisContext(`(${text})`) as TemplateSpecification);
    own.registerPartial(name, template);
    whole.set(name, template);
  }
  return (kind, viewName, view) => {
    const template = whole.get(`${kind}/document`);
    if (!template) throw new Error(`${kind} has no template`);
    const helpers = guarded(helpersOf(formatter(config, view.facts as Facts), style));
    const data = complete(shapes, shapes.schema(`view-${viewName}`), view);
    const html = template(data, { helpers, allowProtoPropertiesByDefault: false });
    const fault = faultOf(project.templates, kind, html);
    if (fault) throw new Refusal('files', [fault]);
    return withFonts(html);
  };
}

/** Prepares rendering: nothing is rendered by a template in which anything is wrong. */
export function renderer(
  project: Project,
  { keep = afresh, shelf = emptyShelf }: Pick<Memory, 'keep' | 'shelf'> = {},
): { render?: Render; diagnostics: Diagnostic[] } {
  const { shapes, config } = project;
  const from = [shapes, config, ...project.templates.flatMap(({ path, text }) => [path, text])];
  return keep('templates', from, () => {
    const { code, diagnostics } = codeOf(project, shelf);
    return { diagnostics, ...(code && { render: runner(project, code) }) };
  });
}
