import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from './pdf.ts';
import { root } from './project.ts';
import { edit, fixtureProject, hashes, run, temporary } from './run.ts';

const imprint = /(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/;
const signed = 'annual-return-april-2023.pdf';
const draft = 'partnership-record.pdf';

// Built once with every format; each test spoils a copy.
const whole = fixtureProject(mkdtempSync(join(tmpdir(), 'cdp-returns-verify-')));
beforeAll(async () => {
  expect((await run(['build'], { cwd: whole })).code).toBe(0);
});
afterAll(() => rmSync(whole, { recursive: true, force: true }));

function copy(): string {
  const cwd = temporary();
  cpSync(whole, cwd, { recursive: true });
  return cwd;
}

describe('the whole output folder', () => {
  test('is as it was right after a build, of all or of one partnership', async () => {
    const cwd = copy();
    const { code, out, err } = await run(['verify'], { cwd });
    expect(err).toBe('');
    expect(out).toMatch(/^output is as it was made: \d+ files, and all that they are made from\n$/);
    expect(code).toBe(0);
    const other = join(cwd, 'other');
    await run(['build', 'bareham', '--formats', 'html', '--out', other], { cwd });
    expect((await run(['verify', '--out', other], { cwd })).code).toBe(0);
  });

  test('says what is missing, changed and extra, and what of the inputs is gone, changed and new', async () => {
    const cwd = copy();
    rmSync(join(cwd, 'output', 'riverside', draft));
    appendFileSync(join(cwd, 'output', 'index.html'), ' ');
    writeFileSync(join(cwd, 'output', 'notes.txt'), 'mine');
    rmSync(join(cwd, 'data', 'riverside', 'meetings', 'undated-other.yaml'));
    appendFileSync(join(cwd, 'config', 'units.yaml'), '# changed\n');
    cpSync(join(cwd, 'data', 'bareham'), join(cwd, 'data', 'newham-on-sea'), { recursive: true });
    const { code, out, err } = await run(['verify', '--format', 'json'], { cwd });
    const { diagnostics } = JSON.parse(out) as {
      diagnostics: { rule: string; message: string; hint: string }[];
    };
    expect(diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'verify/changed: index.html is not as it was made',
      'verify/extra: notes.txt was not made by the last build',
      `verify/missing: riverside/${draft} was made and is not there any more`,
      'verify/input-changed: config/units.yaml has changed since the documents were made',
      'verify/input-new: data/newham-on-sea/partnership.yaml is new since the documents were made',
      'verify/input-gone: data/riverside/meetings/undated-other.yaml is gone since the documents were made',
    ]);
    for (const { hint } of diagnostics) expect(hint).toMatch(/build again|remove it/);
    expect(err).toBe('');
    expect(code).toBe(1);
    const text = await run(['verify'], { cwd });
    expect(text.err).toContain(
      'error notes.txt was not made by the last build  [verify/extra]\n  hint: remove it',
    );
    expect(text.out).toBe('');
  });

  test('says which versions are others, and which document a later build has left behind', async () => {
    const cwd = copy();
    edit(join(cwd, 'output', 'manifest.json'), (text) =>
      text
        .replace(/"node": "[^"]*"/, '"node": "v20.0.0"')
        .replace(/"browser": "[^"]*"/, '"browser": "another"'),
    );
    const versions = await run(['verify'], { cwd });
    expect(versions.code).toBe(1);
    expect(versions.err).toMatch(
      /browser is @sparticuz\/chromium [\d.]+, and was another when the documents were made/,
    );
    expect(versions.err).toContain(`node is ${process.version}, and was v20.0.0 when`);
    appendFileSync(join(cwd, 'config', 'units.yaml'), '# changed\n');
    await run(['build', 'bareham'], { cwd });
    const { code, err } = await run(['verify'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain(
      'riverside/annual-return-april-2023 was made from other inputs than the manifest names  [verify/stale]',
    );
    expect(err).not.toContain('bareham/');
    expect(err).not.toContain('units.yaml');
  });

  test('does not vouch for a file of which only another format was made from what has changed', async () => {
    const cwd = copy();
    edit(join(cwd, 'data', 'bareham', 'partnership.yaml'), (text) =>
      text.replace(/^name: .*$/m, 'name: A Board of Another Name'),
    );
    await run(['build', 'bareham', '--formats', 'html'], { cwd });
    const { code, err } = await run(['verify'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('bareham/partnership-record.pdf was not made by the last build');
  });

  test('takes what is no file for none', async () => {
    const cwd = copy();
    symlinkSync('riverside', join(cwd, 'output', 'latest'));
    symlinkSync('nowhere', join(cwd, 'output', 'lost'));
    const { code, err } = await run(['verify'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('error latest was not made by the last build');
    expect(err).toContain('error lost was not made by the last build');
  });

  test('cannot be answered by a manifest that lacks half of it', async () => {
    const cwd = copy();
    writeFileSync(join(cwd, 'output', 'manifest.json'), '{"inputs":[],"pages":[],"documents":[]}');
    const { code, err } = await run(['verify'], { cwd });
    expect({ code, isTold: err.includes('[verify/manifest]') }).toEqual({ code: 2, isTold: true });
  });

  test('cannot be answered without a manifest', async () => {
    const { code, err } = await run(['verify', '--out', temporary()]);
    expect(code).toBe(2);
    expect(err).toMatch(/error the folder \S+ has no manifest that can be read {2}\[verify\/manifest\]/);
    expect(err).toContain('build first');
  });
});

describe('one published file', () => {
  const published = (cwd: string, file: string) => {
    const away = join(temporary(), 'as-downloaded.pdf');
    copyFileSync(join(cwd, 'output', 'riverside', file), away);
    return away;
  };

  test.each([signed, draft])('is known by its bytes, whatever it is called: %s', async (file) => {
    const cwd = copy();
    const away = published(cwd, file);
    const { code, out } = await run(['verify', away], { cwd });
    expect(code).toBe(0);
    expect(out).toBe(`${away} is riverside/${file}, byte for byte, and what it is made from is as it was\n`);
    appendFileSync(join(cwd, 'data', 'bareham', 'partnership.yaml'), '# of another partnership\n');
    expect((await run(['verify', away], { cwd })).code).toBe(0);
    appendFileSync(join(cwd, 'data', 'riverside', 'needs.yaml'), '# changed\n');
    const changed = await run(['verify', away], { cwd });
    expect(changed.code).toBe(1);
    expect(changed.err).toContain('data/riverside/needs.yaml has changed since the documents were made');
  });

  test('that was changed, or made from other data, or names nothing, is not what the data made', async () => {
    const cwd = copy();
    const away = published(cwd, signed);
    const page = join(temporary(), 'page.html');
    copyFileSync(join(cwd, 'output', 'riverside', signed.replace('.pdf', '.html')), page);
    for (const path of [away, page]) appendFileSync(path, '\n');
    const altered = await run(['verify', away, page], { cwd });
    expect(altered.code).toBe(1);
    expect(altered.err.match(/but is none of these files {2}\[verify\/altered\]/g)).toHaveLength(2);
    const old = published(cwd, signed);
    edit(join(cwd, 'data', 'riverside', 'partnership.yaml'), (text) => `${text}# changed\n`);
    const manifest = join(cwd, 'output', 'manifest.json');
    const without = (text: string) => {
      const { documents, ...rest } = JSON.parse(text) as { documents: unknown[] };
      expect(documents.length).toBeGreaterThan(1);
      return JSON.stringify({ ...rest, documents: [] });
    };
    edit(manifest, without);
    expect((await run(['verify', old], { cwd })).err).toMatch(
      /was made from other data or other code: .* {2}\[verify\/other-data\]/,
    );
    edit(join(cwd, 'data', 'riverside', 'partnership.yaml'), (text) => text.replace(/# changed\n$/, ''));
    expect((await run(['verify', old], { cwd })).err).toContain('[verify/unbuilt]');
    const nobody = await run(['verify', published(cwd, draft)], { cwd });
    expect(nobody.code).toBe(1);
    expect(nobody.err).toContain('does not say what it was made from  [verify/unknown]');
    expect((await run(['verify', join(root, 'package.json')], { cwd })).err).toContain('[verify/unknown]');
  });

  test('that is not there is the command line’s fault', async () => {
    const { code, err } = await run(['verify', 'nowhere.pdf'], { cwd: whole });
    expect(code).toBe(2);
    expect(err).toContain('there is no file nowhere.pdf');
  });
});

describe('the number of what a signed-off document was made from', () => {
  test('stands on its last page, in its web page and in its keywords, and not on a draft', async () => {
    const folder = join(whole, 'output', 'riverside');
    const pdf = await readPdf(join(folder, signed));
    const [number = 'none'] = imprint.exec(pdf.pages.at(-1) ?? '') ?? [];
    expect(number).toMatch(imprint);
    expect(pdf.pages.slice(0, -1).join('')).not.toMatch(imprint);
    expect(String(pdf.info['Keywords'])).toContain(`Made from data ${number}`);
    expect(readFileSync(join(folder, signed.replace('.pdf', '.html')), 'utf8')).toContain(number);
    const unsigned = await readPdf(join(folder, draft));
    expect(unsigned.pages.join('')).not.toMatch(imprint);
    expect(String(unsigned.info['Keywords'])).not.toMatch(imprint);
  });

  test('does not hang on the folder, the jobs or the other partnerships, but on the day that is asked for', async () => {
    const cwd = fixtureProject(join(temporary(), 'elsewhere'));
    const one = ['build', 'riverside', '--document', 'annual-return'];
    await run([...one, '--jobs', '1'], { cwd });
    const there = hashes(join(cwd, 'output'));
    const here = hashes(join(whole, 'output'));
    for (const name of [signed, signed.replace('.pdf', '.html')])
      expect(there[`riverside/${name}`]).toBe(here[`riverside/${name}`]);
    await run([...one, '--formats', 'html', '--as-at', '2024-01-01', '--out', 'later'], { cwd });
    const numberIn = (folder: string) =>
      imprint.exec(
        readFileSync(join(cwd, folder, 'riverside', signed.replace('.pdf', '.html')), 'utf8'),
      )?.[0];
    expect(numberIn('later')).toMatch(imprint);
    expect(numberIn('later')).not.toBe(numberIn('output'));
    expect((await run(['verify', '--out', 'later'], { cwd })).code).toBe(0);
  });
});
