import {
  appendFileSync,
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
import { edit, fixtureProject, hashes, run, temporary } from './run.ts';

// The whole and its parts are built once; each test that spoils them takes a copy.
const folder = mkdtempSync(join(tmpdir(), 'cdp-returns-shard-'));
const parts = ['part-1', 'part-2', 'part-3'];
beforeAll(async () => {
  fixtureProject(folder);
  expect((await run(['build', '--out', 'whole'], { cwd: folder })).code).toBe(0);
  for (const [i, part] of parts.entries()) {
    const args = ['build', '--shard', `${i + 1}/3`, '--out', part, '--jobs', String(i + 1)];
    expect((await run(args, { cwd: folder, env: { TZ: 'Pacific/Auckland' } })).code).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copy(): string {
  const cwd = temporary();
  cpSync(folder, cwd, { recursive: true });
  return cwd;
}

test('the parts of a build make the same bytes as the whole, and verify finds nothing', async () => {
  const cwd = copy();
  const { code, out, err } = await run(['merge', ...parts, '--out', 'merged'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe('merged has 9 documents from 3 folders\n');
  expect(hashes(join(cwd, 'merged'))).toEqual(hashes(join(cwd, 'whole')));
  expect((await run(['verify', '--out', 'merged'], { cwd })).err).toBe('');
  const again = await run(['build', '--out', 'merged'], { cwd });
  expect(again).toEqual({ code: 0, out: '', err: '' });
});

test('a part has every so manieth partnership, and none has another’s', () => {
  const slugs = parts.map((part) =>
    Object.keys(hashes(join(folder, part))).map((path) => path.split('/')[0]),
  );
  expect(slugs.map((own) => [...new Set(own)].sort())).toEqual([
    ['bareham', 'index.html', 'manifest.json'],
    ['index.html', 'larkford', 'manifest.json'],
    ['index.html', 'manifest.json', 'riverside'],
  ]);
});

describe('what does not make a whole is refused, and the output stays as it was', () => {
  const cases: readonly (readonly [string, (cwd: string) => void, readonly string[], string])[] = [
    ['a part is missing', () => undefined, ['part-1', 'part-3'], 'no part has built larkford'],
    [
      'a part is there twice',
      () => undefined,
      ['part-1', 'part-1', 'part-2'],
      'built both in part-1 and in part-1',
    ],
    ['no part is named', () => undefined, [], 'no folder is named'],
    [
      'a folder is none of ours',
      () => undefined,
      [...parts, 'data'],
      'data has no manifest that can be read',
    ],
    [
      'a file has changed since',
      (cwd) => appendFileSync(join(cwd, 'part-2/larkford/tracker.xlsx'), ' '),
      parts,
      'larkford/tracker.xlsx in part-2 is not as it was made',
    ],
    [
      'a manifest names a file outside its folder',
      (cwd) => {
        const path = join(cwd, 'part-1/manifest.json');
        const text = readFileSync(path, 'utf8');
        writeFileSync(path, text.replace('"bareham/tracker.xlsx"', '"../../tracker.xlsx"'));
      },
      parts,
      'part-1 has no manifest that can be read',
    ],
    [
      'a part was built with something else',
      (cwd) => {
        const path = join(cwd, 'part-3/manifest.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"node": "[^"]*"/, '"node": "v1.0.0"'));
      },
      parts,
      'part-3 was built with another node than part-1',
    ],
    [
      'a part is for the partnership alone',
      (cwd) =>
        edit(join(cwd, 'part-3/manifest.json'), (text) =>
          text.replaceAll('"internal": false', '"internal": true'),
        ),
      parts,
      'the parts were not all built with the same --audience',
    ],
    [
      'a part shows another day',
      (cwd) =>
        edit(join(cwd, 'part-3/manifest.json'), (text) =>
          text.replace('"stem":', '"as_at": "2024-01-01", "stem":'),
        ),
      parts,
      'the parts were not all built with the same --as-at',
    ],
    [
      'config has changed since',
      (cwd) => appendFileSync(join(cwd, 'config/units.yaml'), '# new\n'),
      parts,
      'the parts were built with another config/units.yaml than is here',
    ],
  ];
  test.each(cases)('%s', async (_, spoil, named, message) => {
    const cwd = copy();
    spoil(cwd);
    const before = hashes(join(cwd, 'whole'));
    const { code, out, err } = await run(['merge', ...named, '--out', 'whole'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toMatch(/^1 error/m);
    expect(hashes(join(cwd, 'whole'))).toEqual(before);
  });

  test('the output among the data, also by way of a link', async () => {
    const cwd = copy();
    symlinkSync('data', join(cwd, 'elsewhere'));
    const before = hashes(join(cwd, 'data'));
    for (const out of ['data', 'data/riverside', 'elsewhere', 'elsewhere/new']) {
      const { code, err } = await run(['merge', ...parts, '--out', out], { cwd });
      expect(code).toBe(2);
      expect(err).toContain('lies in the folder of --data');
    }
    expect((await run(['build', '--out', 'elsewhere'], { cwd })).err).toContain('[command/out]');
    expect(hashes(join(cwd, 'data'))).toEqual(before);
  });

  test.each(['0/2', '3/2', '1', 'a/b', '1/0', '-1/2'])('--shard %s', async (shard) => {
    const { code, err } = await run(['build', `--shard=${shard}`], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain(`--shard ${shard} is not a part of a whole`);
  });

  test('more parts than partnerships', async () => {
    const { code, err } = await run(['build', '--shard', '4/4'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain(
      '--shard 4/4 has nothing to build, because there are 3 partnerships  [command/shard]',
    );
  });
});
