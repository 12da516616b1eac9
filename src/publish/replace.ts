import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Refusal, refuse } from '../diagnostic.ts';
import { unwritable } from './unwritable.ts';

/**
 * Writes new texts over files of the data: all of them or none. Each is written beside its file first and takes its place
 * by being renamed; if one cannot, those before it go back. A link stays one, and what stands in the way stays too.
 */
export function replaceTexts(files: readonly { readonly path: string; readonly text: string }[]): void {
  const beside = (path: string) => `${path}.new`;
  const written: string[] = [];
  const before = new Map<string, Uint8Array>();
  try {
    for (const { path, text } of files) {
      const target = realpathSync(path);
      if (existsSync(beside(target)) && statSync(beside(target)).isFile())
        throw refuse('machine', 'output/write', `${beside(path)} is in the way`, 'rename or remove it');
      writeFileSync(beside(target), text, { flush: true });
      // Whoever may read it still may: what a new file would be given leaves out what this user withholds from others.
      chmodSync(beside(target), statSync(target).mode);
      written.push(target);
    }
    for (const target of written) {
      before.set(target, readFileSync(target));
      renameSync(beside(target), target);
    }
  } catch (error) {
    for (const [target, bytes] of before) writeFileSync(target, bytes);
    for (const target of written) rmSync(beside(target), { force: true });
    if (error instanceof Refusal) throw error;
    throw unwritable(dirname(files[0]?.path ?? ''), error, { remedy: 'ask for leave to write there' });
  }
}
