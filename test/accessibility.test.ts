import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fixtures, root } from './project.ts';
import { hashes, run, temporary } from './run.ts';

interface Manifest {
  readonly pages: readonly { readonly path: string; readonly sha256: string }[];
  readonly documents: readonly {
    readonly files: readonly {
      readonly path: string;
      readonly internal?: boolean;
      readonly checks?: readonly string[];
    }[];
  }[];
}

const data = ['--data', join(fixtures, 'data')];
const out = mkdtempSync(join(tmpdir(), 'cdp-returns-accessibility-'));
beforeAll(async () => {
  expect((await run(['build', ...data, '--out', out])).code).toBe(0);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const filesIn = (folder: string) => manifestIn(folder).documents.flatMap(({ files }) => files);
const statement = (folder: string, slug: string) =>
  readFileSync(join(folder, slug, 'accessibility.html'), 'utf8').replaceAll(/\s+/g, ' ');
const { checks: words } = parse(readFileSync(join(root, 'config', 'accessibility.yaml'), 'utf8')) as {
  checks: Record<string, string>;
};

/** What a statement says of one file, from its heading to the next, or to what persons check. */
function saidOf(page: string, name: string): string {
  const [, after = ''] = page.split(`<h3><a href="${name}">`);
  return after.split(/<h[23]|<p>For a person/)[0] ?? '';
}

test('every partnership has a statement, which the manifest and the list of papers name', () => {
  const { pages } = manifestIn(out);
  expect(pages.map(({ path }) => path)).toEqual([
    'bareham/accessibility.html',
    'index.html',
    'larkford/accessibility.html',
    'riverside/accessibility.html',
  ]);
  for (const { path, sha256 } of pages) expect(sha256).toBe(hashes(out)[path]);
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  for (const slug of ['bareham', 'riverside']) expect(index).toContain(`href="${slug}/accessibility.html"`);
});

test('it names for each file the checks that the build ran on it, and no other', () => {
  const files = filesIn(out);
  expect(files.length).toBeGreaterThan(8);
  for (const { path, internal, checks = [] } of files) {
    const slug = path.slice(0, path.indexOf('/'));
    const said = saidOf(statement(out, slug), path.slice(slug.length + 1));
    // The copy for finance alone is not spoken of.
    expect(said === '', path).toBe(internal === true);
    if (internal) continue;
    const listed = said.replaceAll(/<wbr>/g, '').matchAll(/<li>([^<]+)<\/li>/g);
    expect(Array.from(listed, ([, text]) => text?.replaceAll('\u00a0', ' '))).toEqual(
      checks.map((check) => words[check]),
    );
    expect(said.includes('Nothing in this file itself was checked by machine')).toBe(checks.length === 0);
    expect(checks.length > 0, path).toBe(/\.(pdf|xlsx)$/.test(path));
    expect(checks.includes('contents-pages'), path).toBe(/annual-return.*\.pdf$/.test(path));
  }
  const page = statement(out, 'riverside');
  expect(page.match(/For a person to check/g)).toHaveLength(page.match(/<h2/g)?.length ?? 0);
  const named = new Set(files.flatMap(({ checks = [] }) => checks));
  expect([...named].sort()).toEqual(Object.keys(words).sort());
});

test('it claims nothing that was not checked, and keeps what was when the page alone is made again', async () => {
  const folder = temporary();
  await run(['build', 'bareham', ...data, '--formats', 'html', '--out', folder]);
  expect(filesIn(folder).filter(({ checks = [] }) => checks.length > 0)).toEqual([]);
  expect(statement(folder, 'bareham')).not.toContain('Checked by machine, and passed');
  await run(['build', 'bareham', ...data, '--formats', 'pdf', '--out', folder]);
  expect(saidOf(statement(folder, 'bareham'), 'partnership-record.pdf')).toContain(
    'Every font in it is one of its own',
  );
  await run(['build', 'bareham', ...data, '--formats', 'html', '--out', folder]);
  const printed = (page: string) => saidOf(page, 'partnership-record.pdf');
  expect(printed(statement(folder, 'bareham'))).toBe(printed(statement(out, 'bareham')));
});
