import type { HelperOptions } from 'handlebars';
import { Refusal } from '../diagnostic.ts';
import type { Status } from '../milestone.ts';
import type { Said } from '../words.ts';
import { engine } from './engine.ts';
import { escaped } from '../markup.ts';
import type { Formatter } from './format.ts';

const html = (text: string) => new engine.SafeString(text);

/** Text as a CSS string: every character that could end it or leave the style sheet is escaped. */
function cssString(text: string): string {
  return `"${text.replaceAll(/[^\w .,:;/–—’‘“”·\u00a0-\u024f-]/g, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)}"`;
}

/**
 * All that a template can call, besides the built-in if, unless, each and with, and what each takes: for every value the
 * way in which it can be shown (see `waysOf`), or any number of signs.
 */
export const takes = {
  text: ['text'],
  heading: ['text'],
  inline: ['prose'],
  paragraph: ['text', 'text', 'prose'],
  words: ['prose'],
  date: ['date'],
  status: ['status'],
  cell: ['text', 'cell'],
  list: ['list'],
  say: ['say'],
  places: ['list', 'text', 'text'],
  glossary: ['text', 'text', 'text'],
  attr: ['sign'],
  css: 'signs',
  style: [],
} as const satisfies Readonly<Record<string, readonly string[] | 'signs'>>;

/** The helpers of one document. */
export function helpersOf(
  format: Formatter,
  style: string,
): Readonly<Record<keyof typeof takes, (...args: never[]) => unknown>> {
  return {
    text: (value: string | null) => html(format.text(value)),
    heading: (value: string) => html(format.heading(value)),
    inline: (value: string | null) => html(format.inline(value)),
    /** A numbered paragraph: the number stands inside its first line, so that it is read with it. */
    paragraph: (number: string, leadIn: string | null, value: string | null) => {
      const bold = leadIn === null ? '' : `<strong>${format.text(leadIn)}</strong> `;
      return html(format.blocks(value, `<span class="number">${escaped(number)} </span>${bold}`));
    },
    /** The words that stand under a heading, or beside it; none where there is only a table or a list. */
    words: (value: string | null) => html(value === '' ? '' : format.blocks(value)),
    date: (value: string | null) => html(format.date(value)),
    status: (value: Status) => html(format.status(value)),
    cell: (as: string, value: unknown) => html(format.cell(as, value)),
    list: (items: readonly string[]) => html(format.list(items)),
    say: (parts: readonly Said[]) => html(format.say(parts)),
    /** Paragraphs of a source, after the word for one or for many. */
    places: (items: readonly string[], one: string, many: string) => {
      const single = items.length === 1 && !/[,\u2013-]| to /.test(items[0] ?? '');
      const numbered = items.every((item) => /^\d/.test(item));
      return html(
        numbered ? `${escaped(single ? one : many)}\u00a0${format.list(items)}` : format.list(items),
      );
    },
    /** Every abbreviation that the document has spelled out before this place, or a sentence that there is none. */
    glossary: (abbreviation: string, meaning: string, none: string) => {
      const rows = format
        .abbreviations()
        .map(
          ([short, long]) =>
            `<tr><th scope="row">${escaped(short)}</th><td>${format.heading(long)}</td></tr>`,
        );
      if (rows.length === 0) return html(`<p>${format.heading(none)}</p>`);
      const heads = [abbreviation, meaning]
        .map((text) => `<th scope="col">${format.heading(text)}</th>`)
        .join('');
      const head = `<thead><tr>${heads}</tr></thead>`;
      const body = `<tbody>${rows.join('\n')}</tbody>`;
      return html(
        `<div class="table" role="group" tabindex="0" aria-labelledby="glossary"><table class="glossary" aria-labelledby="glossary">${head}${body}</table></div>`,
      );
    },
    /** A value for an attribute or a title, escaped and nothing more. */
    attr: (value: string | number) => html(escaped(value.toString())),
    css: (...args: unknown[]) => html(cssString(args.slice(0, -1).join(''))),
    style: () => html(style),
  };
}

/** A template that calls a helper with what it cannot show, at the place of the call. */
function misused(name: string, options: HelperOptions, reason: string, hint: string): Refusal {
  const { loc } = options as HelperOptions & { loc?: hbs.AST.SourceLocation };
  const { line = 1, column = 0 } = loc?.start ?? {};
  return new Refusal('files', [
    {
      severity: 'error',
      rule: 'template/helper',
      ...(loc ? { span: { file: loc.source, line, column: column + 1, excerpt: '', length: 1 } } : {}),
      message: `the helper ${name} cannot show what it is given: ${reason}`,
      hint,
    },
  ]);
}

/** Makes every helper, built-ins included, refuse undefined: a path of a template that leads nowhere. */
export function guarded(
  helpers: Readonly<Record<string, (...args: never[]) => unknown>>,
): Record<string, (...args: unknown[]) => unknown> {
  const all = Object.entries({ ...engine.helpers, ...helpers });
  const named = all.filter(([name]) => name !== 'helperMissing' && name !== 'blockHelperMissing');
  const refusing = named.map(([name, helper]) => [
    name,
    function (this: unknown, ...args: unknown[]) {
      const options = args.at(-1) as HelperOptions;
      const given = [...args.slice(0, -1), ...(Object.values(options.hash as object) as unknown[])];
      const asOthers = 'call it as the templates of the project do';
      if (given.includes(undefined)) throw misused(name, options, 'a field is missing', asOthers);
      try {
        return (helper as (...all: unknown[]) => unknown).apply(this, args);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        throw given.includes(null)
          ? misused(name, options, 'nothing is on record', 'put {{#if …}} around it')
          : misused(name, options, (error as Error).message, asOthers);
      }
    },
  ]);
  return Object.fromEntries(refusing) as Record<string, (...args: unknown[]) => unknown>;
}
