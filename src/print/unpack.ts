import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { ExtractOptions } from 'tar-fs';
import { refuse } from '../diagnostic.ts';

/**
 * The browser sees one font besides those in the page, and none of the machine's: without any it fails
 * to load those in the page, at random and silently; with the machine's, a page depends on the machine.
 */
function fontConfig(cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(cache, 'fonts')}</dir><cachedir>${join(cache, 'fontconfig')}</cachedir></fontconfig>
`;
}

// Files belong to whoever unpacks them; to give them away fails for a root that is root only in a container.
const unowned: ExtractOptions & { readonly chown: boolean } = { chown: false };

async function unpackInto(into: string, packed: string): Promise<void> {
  const { extract } = await import('tar-fs');
  const open = (name: string) => createReadStream(join(packed, 'bin', name));
  const target = createWriteStream(join(into, 'chromium'), { mode: 0o755 });
  await pipeline(open('chromium.br'), createBrotliDecompress(), target);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    await pipeline(open(archive), createBrotliDecompress(), extract(into, unowned));
  }
}

/** Two builds may unpack at once; the first to end wins, and the other uses what it made. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, 'chromium'))) throw error;
  }
}

/** Unpacks the npm package of the browser into a folder of the cache. Throws a Refusal where there is no room for it. */
export async function unpack(packed: string, cache: string): Promise<void> {
  let partial = '';
  try {
    mkdirSync(dirname(cache), { recursive: true });
    partial = mkdtempSync(`${cache}-`);
    await unpackInto(partial, packed);
    writeFileSync(join(partial, 'fonts.conf'), fontConfig(cache));
    moveUnlessThere(partial, cache);
  } catch (error) {
    throw refuse(
      'machine',
      'browser/unpack',
      `the browser could not be unpacked: ${(error as Error).message}`,
      'make about 250 MB of room beside node_modules, then try again',
    );
  } finally {
    if (partial) rmSync(partial, { recursive: true, force: true });
  }
}
