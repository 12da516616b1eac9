import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostic.ts';
import type { DocumentPlan } from '../documents.ts';
import { escaped } from '../markup.ts';
import { countOf, excerptOf, printable } from '../report.ts';
import { follow } from './client.ts';

const overlayStyle = `
:host { all: initial; }
.problems, p[role] {
  position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 60vh; overflow: auto;
  margin: 0; padding: 0.75rem 1.25rem; font: 1rem/1.45 system-ui, sans-serif;
  color: #16202a; background: #fdf3f0; border-top: 0.25rem solid #8c2a14;
}
.problems.mild { background: #eff3f6; border-color: #0b4f6c; }
summary { font-weight: 600; cursor: pointer; }
ol { margin: 0.75rem 0 0; padding: 0 0 0 1.5rem; }
li { margin-bottom: 0.75rem; }
li p { margin: 0; }
pre { margin: 0.25rem 0; overflow-x: auto; font: 0.9rem/1.35 ui-monospace, monospace; }
code { font: 0.9rem ui-monospace, monospace; }
:focus-visible { outline: 0.2rem solid #0b4f6c; outline-offset: -0.2rem; }
@media (prefers-color-scheme: dark) {
  .problems, p[role] { color: #e8edf1; background: #2b1a16; border-color: #f0a08c; }
  .problems.mild { background: #1d2832; border-color: #8fc7e2; }
  :focus-visible { outline-color: #8fc7e2; }
}
@media print { :host { display: none; } }
`;

function problem({ severity, rule, span, message, hint, other }: Diagnostic): string {
  const place = (at: typeof span) =>
    at ? `<code>${escaped(`${at.file}:${at.line}:${at.column}`)}</code> ` : '';
  const excerpt = (at: typeof span) =>
    at && at.excerpt !== '' ? `<pre tabindex="0">${escaped(excerptOf(at, '').join('\n'))}</pre>` : '';
  const words = (text: string) => escaped(printable(text));
  return [
    `<li><p>${place(span)}<strong>${severity}</strong> ${words(message)} <code>[${escaped(rule)}]</code></p>`,
    excerpt(span),
    other ? `<p>${place(other.span)}${words(other.message)}</p>${excerpt(other.span)}` : '',
    hint ? `<p><strong>hint:</strong> ${words(hint)}</p>` : '',
    '</li>',
  ].join('');
}

/** What is wrong, to lie over the page: open where it stops the page from being made, else folded. */
export function problemsHtml(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  const summary = wrong
    ? `${countOf(diagnostics)}. What is shown is as it was before.`
    : countOf(diagnostics);
  const list = diagnostics.map(problem).join('\n');
  const kind = wrong ? 'class="problems" role="alert"' : 'class="problems mild" role="status"';
  return `<div ${kind} tabindex="0"><details${wrong ? ' open' : ''}><summary>${escaped(summary)}</summary>
<ol>${list}</ol></details></div>`;
}

/** A short name for values, by which a page in the browser is known to be another. */
export function hash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

const policyTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?/;

/**
 * A finished page as the preview serves it: with the one script that follows changes, and its own policy in a header,
 * widened by that script and its connection and by nothing else.
 */
export function served(html: string, id: string, nonce: string): { body: string; policy: string } {
  const own = policyTag.exec(html)?.[1] ?? "default-src 'none'";
  const call = `(${follow.toString()})(${JSON.stringify(id)}, ${JSON.stringify(overlayStyle)});`;
  const bare = html.replace(policyTag, '');
  const end = bare.includes('</body>') ? bare.lastIndexOf('</body>') : bare.length;
  return {
    body: `${bare.slice(0, end)}<script nonce="${nonce}">${call}</script>\n${bare.slice(end)}`,
    policy: `${own}; script-src 'nonce-${nonce}'; connect-src 'self'; frame-ancestors 'none'`,
  };
}

function toolPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 60vh; font: 1.1rem/1.5 system-ui, sans-serif; }
li { margin: 0.3rem 0; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

/** The page that lists all that can be looked at. */
export function listPage(plans: readonly DocumentPlan[]): string {
  const slugs = [...new Set(plans.map(({ slug }) => slug))];
  const entry = ({ stem, definition, paper }: DocumentPlan) => {
    const links = (['html', 'pdf'] as const)
      .filter((format) => definition.formats.includes(format))
      .map((format) => `<a href="/${stem}.${format}">${format.toUpperCase()}</a>`);
    return `<li>${escaped(definition.title)}: ${escaped(paper.title)} (${links.join(', ')})</li>`;
  };
  const group = (slug: string) => {
    const own = plans.filter((plan) => plan.slug === slug);
    const name = own[0]?.partner.partnership.record.name ?? slug;
    return `<h2>${escaped(name)}</h2>\n<ul>\n${own.map(entry).join('\n')}\n</ul>`;
  };
  const content = plans.length === 0 ? '<p>There is nothing to show yet.</p>' : slugs.map(group).join('\n');
  return toolPage('Preview', content);
}

/** A page that says why there is nothing to see, with all that is wrong in its text. */
export function emptyPage(title: string, diagnostics: readonly Diagnostic[] = []): string {
  const list = diagnostics.length > 0 ? `<ol>\n${diagnostics.map(problem).join('\n')}\n</ol>\n` : '';
  return toolPage(title, `${list}<p><a href="/">All documents</a></p>`);
}
