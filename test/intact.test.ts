import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLook } from '../src/intact/index.ts';
import { temporary } from './run.ts';

/** A folder of files, of which every seventh is not as it was made: longer, of the same length, or not there. */
function folder(count: number) {
  const path = temporary();
  const changed = new Set<string>();
  const files = Array.from({ length: count }, (_, i) => {
    const text = `file ${i}\n`.repeat(i % 50);
    const name = `${i}.txt`;
    const own = join(path, name);
    writeFileSync(own, text);
    if (i % 7 === 0) {
      changed.add(name);
      if (i % 3 === 0) writeFileSync(own, `${text} `);
      else if (i % 3 === 1) writeFileSync(own, `F${text.slice(1)}`);
      else rmSync(own);
    }
    return { path: name, sha256: createHash('sha256').update(text).digest('hex') };
  });
  return { path, files, changed };
}

describe('of many files exactly those are found that are not as they were made', () => {
  test.each([true, false])('with a thread to help: %s', async (isMuch) => {
    const { path, files, changed } = folder(2_000);
    const look = openLook(path, isMuch);
    look.begin(files);
    expect(await look.finish()).toEqual(changed);
  });

  test('when the thread ends before it is done', async () => {
    const { path, files, changed } = folder(2_000);
    const look = openLook(path, true);
    look.begin(files);
    look.stop();
    expect(await look.finish()).toEqual(changed);
  });

  test('with a file that is larger than all before', async () => {
    const { path, files, changed } = folder(20);
    const large = { path: 'large', sha256: createHash('sha256').update('x'.repeat(3_000_000)).digest('hex') };
    writeFileSync(join(path, 'large'), 'x'.repeat(3_000_000));
    const look = openLook(path, false);
    look.begin([...files, large]);
    expect(await look.finish()).toEqual(changed);
  });
});
