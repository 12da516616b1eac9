import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeHash } from './load.ts';
import type { File } from './load.ts';

/**
 * What files were found to say, kept from one command to the next: most of what a command reads has not changed since
 * the last one, and to read and to validate YAML is most of its work.
 */
export interface Shelf {
  /** The value of a sound file; undefined where it is not known to be sound. */
  readonly find: (file: File, schema: string) => unknown;
  /** Keeps the value of a sound file, which is given as JSON. */
  readonly put: (file: File, schema: string, json: string) => void;
}

/** Knows nothing, so that every file is read. */
export const emptyShelf: Shelf = {
  find: () => undefined,
  put: () => undefined,
};

const place = join(import.meta.dirname, '..', 'node_modules', '.cache', 'cdp-returns', 'read');

/** Takes away what could not be written whole, if anything was. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Nothing may be changed there, so there is nothing of ours.
  }
}

/**
 * The shelf beside the project's own packages. It goes by what files hold, by the schemas and by our own code, never by
 * a file's time; a file has one entry by its name, so that the shelf does not grow. Where nothing may be written, or what
 * is there cannot be read, every file is simply read again.
 */
export function openShelf(schemas: readonly File[]): Shelf {
  const means = hash('sha256', JSON.stringify([codeHash(), schemas.map(({ name, text }) => [name, text])]));
  const keyOf = ({ text }: File, schema: string) => hash('sha256', `${schema}\n${means}\n${text}`, 'hex');
  const entryOf = ({ name }: File) => join(place, `${name}.json`);
  return {
    find: (file, schema) => {
      try {
        const [key, value = ''] = readFileSync(entryOf(file), 'utf8').split('\n');
        return key === keyOf(file, schema) ? (JSON.parse(value) as unknown) : undefined;
      } catch {
        return undefined;
      }
    },
    put: (file, schema, json) => {
      const entry = entryOf(file);
      const partial = `${entry}-${randomUUID()}`;
      try {
        mkdirSync(dirname(entry), { recursive: true });
        writeFileSync(partial, `${keyOf(file, schema)}\n${json}`);
        renameSync(partial, entry);
      } catch {
        discard(partial);
      }
    },
  };
}

/** A shelf that also has at hand, as text, what was put there, until it is told to let go of it. */
export interface HandyShelf extends Shelf {
  readonly letGo: (file: File) => void;
}

/** Keeps at hand what is put on a shelf, as text: a fraction of what its values would fill. */
export function atHand(shelf: Shelf): HandyShelf {
  const texts = new Map<string, { readonly schema: string; readonly json: string }>();
  return {
    find: (file, schema) => {
      const known = texts.get(file.name);
      return known?.schema === schema ? (JSON.parse(known.json) as unknown) : shelf.find(file, schema);
    },
    put: (file, schema, json) => {
      texts.set(file.name, { schema, json });
      shelf.put(file, schema, json);
    },
    letGo: ({ name }) => texts.delete(name),
  };
}
