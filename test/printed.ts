import { conform } from '../src/conform/index.ts';
import { findBrowser } from '../src/print/browser.ts';
import { openPrinter } from '../src/print/index.ts';
import type { Printer } from '../src/print/index.ts';
import { fixtureInputs } from './project.ts';

/** What a test says a file is. */
export const identity = {
  title: 'A rich paper & more',
  author: 'Riverside <Council>',
  subject: 'Everything a paper can hold',
  language: 'en-GB',
  date: '2024-06-30',
  keywords: ['DRAFT'],
};

/** The printer that the project itself uses; the test closes it. */
export async function testPrinter(): Promise<Printer> {
  const machine = { env: process.env, platform: process.platform, arch: process.arch };
  const browser = await findBrowser(machine);
  if (!browser) throw new Error('there is no browser to test with');
  return openPrinter(browser, machine, 1);
}

/** A page of HTML with the project's own fonts and style sheet, as its templates make them. */
export function page(body: string, head = ''): string {
  const { fonts, templates } = fixtureInputs();
  const faces = fonts.map(
    ({ weight, style, range, base64 }) =>
      `@font-face{font-family:'Source Sans 3';font-weight:${weight};font-style:${style};unicode-range:${range};src:url(data:font/woff2;base64,${base64})}`,
  );
  const css = templates.filter(({ name }) => name.endsWith('.css')).map(({ text }) => text);
  const style = [...faces, ...css].join('\n');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>T</title><style>${style}</style>${head}</head><body>${body}</body></html>`;
}

/** Prints a page and brings it to its final form, with the print as it was before. */
export async function conformed(
  printer: Printer,
  html: string,
): Promise<{ bytes: Uint8Array; printed: Uint8Array; pages: number }> {
  const printed = await printer.print(html, 'a paper');
  return { ...conform(printed, identity), printed: printed.pdf };
}

const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

const rows = Array.from(
  { length: 90 },
  (_, n) =>
    `<tr><th scope="row">Row ${n}</th><td class="numeric">${n}</td><td>${n % 3 === 0 ? '' : `<a href="https://example.test/${n}">see ${n}</a>`}</td></tr>`,
).join('');

/** A paper with everything that a paper can hold, so that what passes does not pass by accident. */
export const rich = page(
  `<header><p class="over">Committee</p><h1>Rich paper</h1></header>
<main><section class="glance"><h2 id="one">One</h2>
<p>Text with <strong>strong</strong>, <em>emphasis</em>, <strong><em>both</em></strong>, <abbr title="Combating Drugs Partnership">CDP</abbr>, <code>code</code>, <q>a quotation</q>, <span lang="cy">Partneriaeth Gymraeg</span>, <a href="https://example.test/">an outer link</a> and <a href="#three">an inner <em>link</em> that is quite long and will surely wrap over the end of its line, as links do when there is so much text in them</a>.<sup><a href="#n1" id="r1">1</a></sup> It cost £795k – ‘more’ than 31 December.</p>
<ul><li>first<ul><li>nested <a href="#one">link</a><ol><li>deep</li><li>deeper</li></ol></li></ul></li><li><p>one paragraph</p><p>another</p></li></ul></section>
<section><h2>Two</h2>
<div class="paragraph"><p>Points:</p><ol class="points"><li><strong>Title.</strong> text</li><li>more <sup>2</sup></li></ol></div>
<ul style="list-style:none"><li>without a mark</li></ul>
<dl><dt>term</dt><dd>its meaning</dd></dl><blockquote><p>Quoted block</p></blockquote>
<p lang="cy">Paragraff Cymraeg gyda <em>phwyslais</em> a <i lang="pl">słowo</i>.</p>
<figure><svg role="img" aria-labelledby="t d" width="300" height="100" viewBox="0 0 300 100"><title id="t">Bars of A and B</title><desc id="d">A is 10, B is 20.</desc><defs><clipPath id="c"><rect width="250" height="90"/></clipPath></defs><g clip-path="url(#c)"><rect y="10" width="100" height="20" fill="#0b4f6c"/><rect y="40" width="200" height="20" fill="#999" fill-opacity=".5"/></g><g opacity=".6"><text x="110" y="25">A 10</text></g><text x="210" y="55">B 20</text></svg><figcaption>Figure 1. A caption</figcaption></figure>
<p>A picture <img alt="A red dot" src="${dot}">, decoration <img alt="" src="${dot}"> and a form:</p>
<p style="opacity:.5">faint <b>text</b></p><div style="background:linear-gradient(#fff,#eff3f6);box-shadow:1px 1px 3px #999">A box with <span>a span</span></div><hr>
<h3 id="three">Three</h3>
<div class="table" style="break-inside:auto"><table><caption>Table 1. A <em>long</em> one</caption><thead><tr><td></td><th scope="col" class="numeric">Value of a measure</th><th scope="col">Where to look</th></tr></thead><tbody>${rows}<tr class="total"><th scope="row">Total</th><td class="numeric">4,005</td><td></td></tr></tbody></table></div>
<table><thead><tr><th rowspan="2" scope="col">Year</th><th colspan="2" scope="colgroup">Money</th></tr><tr><th scope="col">Planned</th><th scope="col">Spent</th></tr></thead><tbody><tr><th scope="row">2023/24</th><td>1</td><td>2</td></tr></tbody></table>
<table class="head"><tr><th scope="row">Date</th><td>1 May</td></tr><tr><th scope="row">To</th><td>All</td></tr></table></section>
<section class="wide"><h2>A wide page</h2><p>Text.</p></section><aside><p id="n1">1. A note. <a href="#r1">Back</a></p></aside></main>`,
  `<style>code{font-family:inherit} @page wide{size:A4 landscape} .wide{page:wide} @page{@bottom-right{content:counter(page) " of " counter(pages)} @top-left{content:"Running head"}}</style>`,
);
