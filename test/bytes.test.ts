import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixtures } from './project.ts';
import { hashes, run, temporary } from './run.ts';

test('every file has the same bytes with one page or many, in another zone and locale, and built alone', async () => {
  const [one, many, alone] = [temporary(), temporary(), temporary()];
  await run(['build', '--jobs', '1', '--out', one]);
  const elsewhere = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  await run(['build', '--jobs', '4', '--out', many], { env: elsewhere });
  await run(['build', 'haringey', '--out', alone]);
  const whole = hashes(one);
  expect(Object.keys(whole).length).toBeGreaterThan(10);
  expect(hashes(many)).toEqual(whole);
  const documents = Object.entries(hashes(alone)).filter(([path]) => path.startsWith('haringey/'));
  expect(documents.length).toBeGreaterThan(1);
  for (const [path, hash] of documents) expect(hash, path).toBe(whole[path]);
});

test('partnerships built one by one, in any order, zone and locale, give the bytes of a build of all', async () => {
  const data = ['--data', join(fixtures, 'data')];
  const whole = temporary();
  await run(['build', ...data, '--out', whole]);
  const wanted = hashes(whole);
  const zone = fc.constantFrom('Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu', 'UTC');
  const locale = fc.constantFrom('de_DE.UTF-8', 'ar_EG.UTF-8', 'C', 'th_TH.UTF-8');
  const order = fc.shuffledSubarray(['bareham', 'larkford', 'riverside'], { minLength: 3 });
  const jobs = fc.integer({ min: 1, max: 5 });
  await fc.assert(
    fc.asyncProperty(zone, locale, order, jobs, async (TZ, LC_ALL, slugs, pages) => {
      const out = mkdtempSync(join(tmpdir(), 'cdp-returns-order-'));
      for (const slug of slugs) {
        const args = ['build', slug, ...data, '--out', out, '--jobs', String(pages)];
        expect((await run(args, { env: { TZ, LC_ALL, LANG: LC_ALL } })).code).toBe(0);
      }
      const found = hashes(out);
      rmSync(out, { recursive: true });
      expect(found).toEqual(wanted);
    }),
    { numRuns: 4, seed: 1, endOnFailure: true },
  );
}, 180_000);
