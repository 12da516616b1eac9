// White space that HTML prints as one space: others, which keep words together, are signs like any other.
const space = /[ \t\n\f\r]+/g;

/** What is laid out as a block or a cell: no space beside its tags is ever printed. */
const blocks =
  / ?(<\/?(?:address|article|aside|body|caption|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>) ?/g;

/** A line that is ended where the author says so: a space beside it is not printed, but tells two words apart. */
const lineBreak = / ?(<br\b[^>]*>) ?/g;

/** What stands within a line: of two spaces on both sides of its tags one is printed. */
const inLine = / ((?:<\/?(?:a|abbr|b|bdi|cite|em|i|small|span|strong|sub|sup|u)\b[^>]*>)+) /g;

/**
 * A page as it is to be printed, with no space in its text that would not be seen, and each that remains kept. Chromium
 * prints no space where a line ends, so that whoever hears the tags hears the last word of a line and the first of the
 * next as one; spaces that are kept are printed, and hang over the end of the line (ISO 32000-1, 14.8.2.5: the words of a
 * text are told apart by spaces).
 */
export const keepSpaces = (html: string): string =>
  html.replace(/<body\b.*$/s, (body) =>
    body
      .replace('<body', '<body style="white-space: pre-wrap"')
      .replaceAll(space, ' ')
      .replaceAll(blocks, '$1')
      .replaceAll(lineBreak, ' $1')
      .replaceAll(inLine, ' $1'),
  );
