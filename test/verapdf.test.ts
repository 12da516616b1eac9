import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { conformed, rich, testPrinter } from './printed.ts';
import { fixtures, root } from './project.ts';
import { run, temporary } from './run.ts';
import type { Run } from './run.ts';

// A package of npm brings veraPDF, whose rules are the measure of both standards; Java runs it, and compiles our call of it.
const jar = join(root, 'node_modules', '@opendataloader', 'pdf', 'lib', 'opendataloader-pdf-cli.jar');
const judge = join(root, 'test', 'verapdf', 'Judge.java');
const hasJava = spawnSync('javac', ['--version']).status === 0;

/** Holds files against both standards, with our own rules and with veraPDF's. */
function check(files: readonly string[]): Promise<Run> {
  const folder = temporary();
  const command = `#!/bin/sh\nexec java -cp '${jar}' '${judge}' "$@"\n`;
  writeFileSync(join(folder, 'verapdf'), command, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  return run(['check', '--pdf', ...files], { env });
}

const papersIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(folder, name));

const times = (text: string, words: string): number => text.split(words).length - 1;

describe.skipIf(!hasJava)('veraPDF (skipped where there is no Java to compile and run its call)', () => {
  test.each([
    ['our own places', []],
    ['made-up places', ['--data', join(fixtures, 'data')]],
  ])('finds nothing in any paper of %s, for the public or not', async (_, data) => {
    const out = temporary();
    const build = ['build', '--formats', 'pdf', '--out', out, ...data];
    await run(build);
    await run([...build, '--audience', 'internal']);
    const papers = papersIn(out);
    expect(papers.length).toBeGreaterThan(5);
    const { out: told, err, code } = await check(papers);
    expect(`${told}${err}`).not.toMatch(/breaks|finding/);
    expect(times(told, 'veraPDF: passes PDF/UA-1')).toBe(papers.length);
    expect(times(told, 'veraPDF: passes PDF/A-2a')).toBe(papers.length);
    expect(code).toBe(0);
  });

  test('finds nothing in a paper with all that a paper can hold, and what is spoilt in it', async () => {
    const folder = temporary();
    const [whole, spoilt] = [join(folder, 'whole.pdf'), join(folder, 'spoilt.pdf')];
    const printer = await testPrinter();
    writeFileSync(whole, (await conformed(printer, rich)).bytes);
    await printer.close();
    const pdf = await PDFDocument.load(readFileSync(whole), { updateMetadata: false });
    pdf.catalog.delete(PDFName.of('Lang'));
    pdf.catalog.delete(PDFName.of('OutputIntents'));
    writeFileSync(spoilt, await pdf.save());
    const { out, code } = await check([whole, spoilt]);
    expect(out).toContain(
      `${whole}: nothing found\n  veraPDF: passes PDF/UA-1\n  veraPDF: passes PDF/A-2a\n`,
    );
    expect(out).toMatch(/veraPDF: breaks PDF\/UA-1, rules .*7\.2-\d+/);
    expect(out).toMatch(/veraPDF: breaks PDF\/A-2a, rules .*6\.2\.4\.3-\d+/);
    expect(code).toBe(1);
  });
});
