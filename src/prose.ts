import MarkdownIt from 'markdown-it';

/** What the text of a document needs from outside while it is turned into HTML. */
export interface Voice {
  /** HTML of a quoted fact. */
  readonly quote: (path: string) => string;
  /** Typeset and escaped HTML of plain text; `before` is what stands before it in its paragraph. */
  readonly text: (text: string, before: string) => string;
  /** HTML to stand at the start of the first paragraph, such as its number. */
  readonly lead?: string;
}

/** markdown-it hands this on to every renderer rule of one text. */
interface Speech {
  voice: Voice;
  led: boolean;
}

const speechOf = (env: unknown) => env as Speech;

// Whatever stands in braces is meant as a quotation: a misspelt one must not be printed as it is.
const quotation = /\{([^{}\n]+)\}/y;

// Words of another language after its code (BCP 47), so that they are spoken as what they are: ":cy[iechyd da]".
const foreign = /:([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\[([^[\]\n]+)\]/y;

/** Markdown without HTML, images, headings or code: what a paragraph of a committee paper can hold. */
const markdown = new MarkdownIt('commonmark', { html: false });
markdown.disable([
  'image',
  'heading',
  'lheading',
  'code',
  'fence',
  'hr',
  'backticks',
  'html_block',
  'html_inline',
  'entity',
]);
markdown.disable(['reference', 'autolink', 'blockquote']);
markdown.validateLink = (url) => /^(https:|mailto:|#)/i.test(url);
markdown.inline.ruler.after('escape', 'quotation', (state, silent) => {
  quotation.lastIndex = state.pos;
  const found = quotation.exec(state.src);
  if (!found) return false;
  if (!silent) state.push('quotation', '', 0).content = found[1] ?? '';
  state.pos = quotation.lastIndex;
  return true;
});
markdown.inline.ruler.after('quotation', 'foreign', (state, silent) => {
  foreign.lastIndex = state.pos;
  const found = foreign.exec(state.src);
  if (!found) return false;
  if (!silent) {
    // The browser gives a language to a part of a PDF only where that has a tag, which a span has not.
    state.push('foreign_open', 'em', 1).attrSet('lang', found[1] ?? '');
    state.push('text', '', 0).content = found[2] ?? '';
    state.push('foreign_close', 'em', -1);
  }
  state.pos = foreign.lastIndex;
  return true;
});
// The stock text rule runs past an opening brace, so a quotation inside a line would not be seen.
markdown.inline.ruler.at('text', (state, silent) => {
  const stop = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~]/g;
  stop.lastIndex = state.pos;
  const end = stop.exec(state.src)?.index ?? state.posMax;
  if (end <= state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
});
markdown.renderer.rules.quotation = (tokens, index, _options, env) =>
  speechOf(env).voice.quote(tokens[index]?.content ?? '');
markdown.renderer.rules.text = (tokens, index, _options, env) => {
  const before = tokens.slice(0, index).map(({ type, content }) => (type.endsWith('break') ? ' ' : content));
  return speechOf(env).voice.text(tokens[index]?.content ?? '', before.join(''));
};
markdown.renderer.rules.paragraph_open = (tokens, index, _options, env) => {
  if (tokens[index]?.hidden) return '';
  const speech = speechOf(env);
  if (speech.led || speech.voice.lead === undefined) return '<p>';
  speech.led = true;
  return `<p>${speech.voice.lead}`;
};

/** The paths that a text quotes, in order, each with the number of times it came before. */
export function quotationsIn(text: string): { path: string; nth: number }[] {
  const seen = new Map<string, number>();
  return markdown
    .parse(text, {})
    .flatMap((block) => block.children ?? [])
    .filter((token) => token.type === 'quotation')
    .map(({ content: path }) => {
      const nth = seen.get(path) ?? 0;
      seen.set(path, nth + 1);
      return { path, nth };
    });
}

// What is meant as a heading, a table, a quotation, a line, code, a tag, a link, an image, emphasis or another language.
const meant =
  /^#{1,6} |^\||^>|^(?:-{3,}|={3,})$|`|<\/?[a-z]\w*|!?\[[^[\]\n]*\]\(|\*\*|__|~~|&[a-z]+;|:[a-z]{2,3}\[/im;
const escaped = /\\[!-/:-@[-`{-~]/g;

/** The first sign in a text that is meant as Markdown, and would be printed as it stands. */
export function unreadIn(text: string): string | undefined {
  if (!meant.test(text)) return undefined;
  const lines = markdown.parse(text.replaceAll(escaped, ''), {}).flatMap(({ children }) => {
    const plain = (children ?? []).map(({ type, content }) => (type === 'softbreak' ? '\n' : content));
    return plain.join('');
  });
  return lines.map((line) => meant.exec(line)?.[0].trim()).find((sign) => sign !== undefined);
}

/** Turns Markdown into paragraphs and lists of HTML. */
export function proseBlocks(text: string, voice: Voice): string {
  return markdown.render(text, { voice, led: false } satisfies Speech).trimEnd();
}

/** Turns Markdown into HTML that can stand inside a paragraph or a cell. */
export function proseInline(text: string, voice: Voice): string {
  return markdown.renderInline(text, { voice, led: false } satisfies Speech);
}

/** Turns Markdown into plain text in one line, for a cell or a list. */
export function proseText(text: string, quote: (path: string) => string): string {
  const wordsOf = ({ type, content }: { type: string; content: string }): string => {
    if (type === 'quotation') return quote(content);
    return type === 'softbreak' || type === 'hardbreak' ? ' ' : content;
  };
  return markdown
    .parse(text, {})
    .flatMap(({ children }) => (children ? [children.map(wordsOf).join('')] : []))
    .join(' ');
}
