import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load } from '../src/load.ts';
import { dataFiles, dataFolders } from '../src/layout.ts';
import { generate } from './bench/generate.ts';
import { examined, root } from './project.ts';
import { hashes, temporary } from './run.ts';

const config = join(root, 'config');
const make = (count: number, seed: number) => {
  const folder = temporary();
  return { folder, slugs: generate(folder, { count, seed, schemas: join(config, 'schemas') }) };
};

test('the made-up partnerships of the bench hold every file there is, and nothing is wrong with them', () => {
  const { folder, slugs } = make(4, 1);
  const inputs = load({ config, templates: join(root, 'templates'), data: folder });
  expect(examined(inputs).diagnostics).toEqual([]);
  const own = readdirSync(join(folder, slugs[0] ?? ''));
  for (const name of dataFiles) expect(own).toContain(`${name}.yaml`);
  for (const name of Object.keys(dataFolders)) expect(own).toContain(name);
});

test('they are the same for the same seed, and a larger set holds every smaller one', () => {
  const [two, four, other] = [make(2, 1), make(4, 1), make(2, 2)];
  const small = hashes(two.folder);
  const large = hashes(four.folder);
  for (const [path, hash] of Object.entries(small)) expect(large[path], path).toBe(hash);
  expect(hashes(other.folder)).not.toEqual(small);
  expect(new Set(make(60, 1).slugs).size).toBe(60);
});
