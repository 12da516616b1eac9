import type { Diagnostic } from '../diagnostic.ts';
import type { File } from '../load.ts';
import { spanner } from '../source.ts';
import { compiler } from './engine.ts';

/** A template by the name by which others call it: "layout", "table", "briefing-note/document". */
export interface Template {
  readonly name: string;
  readonly file: File;
  readonly program: hbs.AST.Program;
}

interface Fault {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

const blockTags = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{~?([#/])>?\s*([\w/-]+)[^}]*\}{1,2}/g;

/** The first block that is never closed, or closed and never opened: the library names the end of the file, or no line. */
function openBlock(text: string): Fault | undefined {
  const open: { readonly name: string; readonly at: number; readonly length: number }[] = [];
  for (const { index: at, 0: tag, 1: sign, 2: name } of text.matchAll(blockTags)) {
    if (name === undefined) continue;
    const here = { name, at, length: tag.length };
    if (sign === '#') open.push(here);
    else if (open.at(-1)?.name === name) open.pop();
    else if (open.some((block) => block.name === name)) break;
    else return { ...here, message: `${tag} closes what is not open`, hint: 'take it out' };
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const hint = `write {{/${last.name}}} where it ends`;
  return { ...last, message: `${text.slice(last.at, last.at + last.length)} is never closed`, hint };
}

/** Where the library says that it stumbled. */
function stumble(text: string, error: Error): Fault {
  const line = Number(/line (\d+)/.exec(error.message)?.[1] ?? 1);
  const before = text.split('\n').slice(0, line - 1);
  return {
    at: before.reduce((sum, { length }) => sum + length + 1, 0),
    length: 1000,
    message: 'the template cannot be read from about here',
    hint: 'look for {{ without }}, or for a value that is not a name, a number or a text in quotes',
  };
}

/** Parses every template; one that cannot be parsed is told at its line. */
export function parseTemplates(files: readonly File[]): { templates: Template[]; diagnostics: Diagnostic[] } {
  const { parse } = compiler();
  const templates: Template[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files.filter(({ name }) => name.endsWith('.hbs'))) {
    const { path, text } = file;
    try {
      const name = file.name.replace(/^templates\/(partials\/)?/, '').replace(/\.hbs$/, '');
      templates.push({ name, file, program: parse(text, { srcName: path }) });
    } catch (error) {
      const { at, length, message, hint } = openBlock(text) ?? stumble(text, error as Error);
      const span = spanner(path, text)(at, at + length);
      diagnostics.push({ severity: 'error', rule: 'template/syntax', span, message, hint });
    }
  }
  return { templates, diagnostics };
}
