import { expect, test } from 'vitest';
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
