import type { Audited } from './audit/files.ts';
import type { Diagnostic, Severity, Span } from './diagnostic.ts';

/** How diagnostics and results are printed. */
export type ReportFormat = 'text' | 'json' | 'github';

/** Puts colour on text where the reader's terminal shows it. */
export type Paint = (colour: 'red' | 'yellow' | 'blue' | 'bold', text: string) => string;

const codes = { red: 31, yellow: 33, blue: 34, bold: 1 } as const;

/** Colours words for a terminal; without colours it leaves them as they are. */
export function painter(colours: boolean): Paint {
  return (colour, text) => (colours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text);
}

/** Characters that would act on a terminal rather than be read are shown as a box. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u25a1');
}

const widest = 120;

/** The line of a place with a caret under what is meant; a long line is cut to its surroundings. */
export function excerptOf({ line, column, excerpt, length }: Span, indent: string): string[] {
  const from = column > widest - 20 ? column - 40 : 0;
  const shown = printable(excerpt.replaceAll('\t', ' ')).slice(from, from + widest);
  const gutter = `${indent}${line} | `;
  const pad = ' '.repeat(gutter.length + column - 1 - from);
  return [`${gutter}${shown}`, pad + '^'.repeat(Math.max(1, Math.min(length, widest - (column - 1 - from))))];
}

function textOf({ severity, rule, span, message, hint, other }: Diagnostic, paint: Paint): string {
  const colour = severity === 'error' ? 'red' : 'yellow';
  const place = span ? `${paint('bold', `${span.file}:${span.line}:${span.column}`)} ` : '';
  const lines = [`${place}${paint(colour, severity)} ${printable(message)}  [${rule}]`];
  if (span && span.excerpt !== '') lines.push(...excerptOf(span, '  '));
  if (other) {
    lines.push(`  ${other.span.file}:${other.span.line}:${other.span.column} ${printable(other.message)}`);
    lines.push(...excerptOf(other.span, '  '));
  }
  if (hint) lines.push(`  ${paint('blue', 'hint:')} ${printable(hint)}`);
  return lines.join('\n');
}

/** Text of a GitHub workflow command, in which some characters have their own meaning. */
function githubOf({ severity, rule, span, message, hint }: Diagnostic): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const place = span ? `file=${property(span.file)},line=${span.line},col=${span.column},` : '';
  return `::${severity} ${place}title=${property(rule)}::${data(hint ? `${message} (hint: ${hint})` : message)}`;
}

/** How many of one severity, in words: "2 errors". */
function count(diagnostics: readonly Diagnostic[], severity: Severity): string {
  const n = diagnostics.filter((d) => d.severity === severity).length;
  return `${n} ${severity}${n === 1 ? '' : 's'}`;
}

/** How many diagnostics there are, in words: "2 errors, 1 warning". */
export function countOf(diagnostics: readonly Diagnostic[]): string {
  return `${count(diagnostics, 'error')}, ${count(diagnostics, 'warning')}`;
}

/** All diagnostics as text for people, JSON for machines, or annotations for GitHub. */
export function reportOf(diagnostics: readonly Diagnostic[], format: ReportFormat, paint: Paint): string {
  if (format === 'json') return JSON.stringify({ diagnostics }, null, 2);
  if (diagnostics.length === 0) return '';
  if (format === 'github') return diagnostics.map(githubOf).join('\n');
  return [...diagnostics.map((d) => `${textOf(d, paint)}\n`), countOf(diagnostics)].join('\n');
}

/** What was found in a PDF: a line of ours, and one for each verdict of an independent validator. */
export function auditText({ file, findings: { length }, verapdf }: Audited): string {
  const found = length === 0 ? 'nothing found' : `${length} ${length === 1 ? 'finding' : 'findings'}`;
  const verdicts = verapdf.map(({ standard, passes, broken }) =>
    passes ? `passes ${standard}` : `breaks ${standard}, rules ${broken.join(', ')}`,
  );
  return [`${file}: ${found}`, ...verdicts.map((verdict) => `  veraPDF: ${verdict}`)].join('\n') + '\n';
}
