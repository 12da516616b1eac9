import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { progressText, summaryOf, summaryText } from '../src/progress.ts';
import { root } from './project.ts';
import { copyOfProject, run, temporary } from './run.ts';

const far = { done: 40, of: 106, making: 'ashford-and-bexhill/annual-return-october-2024' };

test('a line says how far it is, what is left once that can be known, and fits the terminal', () => {
  expect(progressText({ done: 0, of: 12, making: 'medway/note' }, 0, 80)).toBe(
    '0 of 12 done, making medway/note',
  );
  expect(progressText({ done: 2, of: undefined, making: 'a' }, 60_000, 80)).toBe('2 done, making a');
  expect(progressText({ done: 2, of: 12, making: 'a' }, 60_000, 80)).toBe('2 of 12 done, making a');
  expect(progressText({ done: 6, of: 12, making: 'a' }, 1999, 80)).toBe('6 of 12 done, making a');
  expect(progressText({ done: 6, of: 12, making: 'a' }, 6000, 80)).toBe(
    '6 of 12 done, about 10 seconds left, making a',
  );
  expect(progressText(far, 100_000, 200)).toBe(
    '40 of 106 done, about 3 minutes left, making ashford-and-bexhill/annual-return-october-2024',
  );
  for (const columns of [2, 20, 50, 79])
    expect(progressText(far, 100_000, columns).length).toBeLessThan(columns);
});

test('a summary says what was made, what was not, and where to look', () => {
  const warning = { severity: 'warning', rule: 'a/b', message: 'c' } as const;
  const good = summaryOf({
    unchanged: 0,
    made: 12,
    refused: 0,
    withdrawn: 0,
    see: 'output/index.html',
    diagnostics: [warning],
  });
  expect(summaryText(good)).toBe('12 made, 0 unchanged, 0 refused, 1 warning; see output/index.html\n');
  const none = { unchanged: 0, made: 0, refused: null, withdrawn: 0, see: null, diagnostics: [] };
  const early = summaryOf(none);
  expect(summaryText(early)).toBe('0 made, 0 unchanged, 0 warnings; what was made before is as it was\n');
  const fewer = summaryText(summaryOf({ ...none, refused: 0, withdrawn: 1, see: 'output/index.html' }));
  expect(fewer).toBe('0 made, 0 unchanged, 0 refused, 1 file withdrawn, 0 warnings; see output/index.html\n');
});

test('for machines the summary stands in the result, and standard error stays silent', async () => {
  const cwd = copyOfProject();
  const args = ['build', 'medway', '--formats', 'html', '--format', 'json'];
  const good = await run(args, { cwd });
  expect(good.err).toBe('');
  expect(JSON.parse(good.out)).toMatchObject({
    summary: { made: 3, unchanged: 0, refused: 0, errors: 0, warnings: 0, see: 'output/index.html' },
  });
  writeFileSync(join(cwd, 'data', 'medway', 'plan.yaml'), 'prioritys: 1\n');
  const bad = await run(args, { cwd });
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toMatchObject({ summary: { made: 0, refused: null, errors: 1, see: null } });
  const text = await run(['build', 'haringey', '--formats', 'html'], { cwd });
  expect(text.err).toBe('');
});

const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
const hasTerminal = script.status === 0 && script.stdout.includes('util-linux');

/** Runs the command line on a terminal of 60 columns; `answer` may type when it sees what has been written. */
function onTerminal(
  args: readonly string[],
  cwd: string,
  answer: (text: string) => string | undefined = () => undefined,
) {
  const command = `stty cols 60; exec '${process.execPath}' '${join(root, 'src', 'cli.js')}' ${args.join(' ')}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  let typed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const key = typed ? undefined : answer(text);
    if (key !== undefined) typed = child.stdin.write(key);
  });
  return new Promise<{ code: number | null; text: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** What stays on a screen after carriage returns and cleared lines. */
const screenOf = (text: string) =>
  text.split(/\r?\n/).map((line) =>
    line
      .slice(line.lastIndexOf('\u001b[K') + 1)
      .replace(/^\[K/, '')
      .replaceAll('\r', ''),
  );

describe.skipIf(!hasTerminal)(
  'on a terminal (skipped where script of util-linux is not there to make one)',
  () => {
    test('one line that never breaks, gone at the end, and a summary', async () => {
      const out = temporary();
      const { code, text } = await onTerminal(['build', '--out', out], root);
      expect(code).toBe(0);
      const lines = [...text.matchAll(/\u001b\[K([^\r\u001b]*)/g)].map(([, line]) => line ?? '');
      // How many there are is known when all have been checked.
      const told = lines.flatMap(
        (line) => /^(\d+)(?: of 11)? done(?:, about .*)?, making [a-z-]+/.exec(line)?.[1] ?? [],
      );
      expect(told.map(Number)).toEqual(told.map(Number).toSorted((a, b) => a - b));
      expect(new Set(told).size).toBeGreaterThan(5);
      expect(lines[0]).toMatch(/^0 (?:of 11 )?done, making [a-z-]+\//);
      for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThan(60);
      const screen = screenOf(text).filter((line) => line !== '');
      expect(screen.join('\n')).not.toContain('making');
      expect(screen.at(-1)).toBe(`11 made, 0 unchanged, 0 refused, 0 warnings; see ${out}/index.html`);
    });

    test('nothing of the line stays when a document is refused', async () => {
      const cwd = copyOfProject();
      const template = join(cwd, 'templates', 'partials', 'paper.hbs');
      const wide = '<header><p style="width: 3000px">far too wide</p>';
      writeFileSync(template, readFileSync(template, 'utf8').replace('<header>', wide));
      const { code, text } = await onTerminal(['build', 'medway'], cwd);
      expect(code).toBe(1);
      const screen = screenOf(text).filter((line) => line !== '');
      expect(screen.join('\n')).not.toContain('making');
      expect(screen.join('\n')).toContain('“far too wide” is wider than the page');
      expect(screen.at(-1)).toBe(
        '0 made, 0 unchanged, 4 refused, 0 warnings; what was made before is as it was',
      );
    });

    test('nor when it is interrupted by Ctrl-C', async () => {
      const cwd = copyOfProject();
      const { code, text } = await onTerminal(['build'], cwd, (seen) =>
        seen.includes('making') ? '\u0003' : undefined,
      );
      expect(code).toBe(130);
      expect(screenOf(text).join('\n')).not.toContain('making');
      expect(existsSync(join(cwd, 'output', '.building'))).toBe(false);
    });
  },
);
