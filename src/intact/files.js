// In JavaScript and with nothing else of ours, so that a thread that runs it is soon ready.
import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Many files that several threads look at: each takes the next that nobody has taken, and writes down what it found.
 * @typedef {{ readonly path: string, readonly sha256: string }} File
 * @typedef {{ readonly folder: string, readonly files: readonly File[], readonly next: Int32Array, readonly found: Uint8Array }} Work
 */

/** What can be found of a file; 0 as long as nobody has looked. */
export const finding = { same: 1, other: 2 };

/**
 * Gives the SHA-256 of what a file holds, of one file after another.
 * @returns {(path: string) => string}
 */
export function hasher() {
  // One place in memory for all files: thousands of new ones would cost as much as the reading.
  let room = Buffer.allocUnsafe(1_000_000);
  return (path) => {
    const file = openSync(path, 'r');
    try {
      let length = readSync(file, room, 0, room.length, 0);
      while (length === room.length) {
        room = Buffer.allocUnsafe(2 * room.length);
        length = readSync(file, room, 0, room.length, 0);
      }
      return hash('sha256', room.subarray(0, length), 'hex');
    } finally {
      closeSync(file);
    }
  };
}

/**
 * Tells whether a file of an output folder holds what it held when it was made.
 * @param {string} folder
 * @returns {(file: File) => boolean}
 */
export function intactIn(folder) {
  const hashOf = hasher();
  return ({ path, sha256 }) => {
    try {
      return hashOf(join(folder, path)) === sha256;
    } catch {
      return false;
    }
  };
}

/**
 * Looks at files until all are taken.
 * @param {Work} work
 */
export function share({ folder, files, next, found }) {
  const isIntact = intactIn(folder);
  for (let i = Atomics.add(next, 0, 1); i < files.length; i = Atomics.add(next, 0, 1)) {
    const file = files[i];
    if (file) found[i] = isIntact(file) ? finding.same : finding.other;
  }
}
