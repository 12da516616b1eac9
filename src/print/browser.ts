import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { ExtractOptions } from 'tar-fs';
import { refuse } from '../diagnostic.ts';

/** A browser that can print, and what it must be given to start. */
export interface Browser {
  readonly path: string;
  readonly origin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What the search for a browser may know of the machine. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: string;
  readonly arch: string;
}

const modules = resolve(import.meta.dirname, '..', '..', 'node_modules');
const packed = join(modules, '@sparticuz', 'chromium');

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

async function unpack(into: string): Promise<void> {
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

/** The headless shell of the npm package, unpacked once into the project's own cache. */
async function ownBrowser(): Promise<Browser> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache', 'cdp-returns', `chromium-${version}`);
  if (!existsSync(join(cache, 'chromium'))) {
    let partial = '';
    try {
      mkdirSync(dirname(cache), { recursive: true });
      partial = mkdtempSync(`${cache}-`);
      await unpack(partial);
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
  const env = { FONTCONFIG_FILE: join(cache, 'fonts.conf'), LD_LIBRARY_PATH: join(cache, 'lib') };
  return { path: join(cache, 'chromium'), origin: `@sparticuz/chromium ${version}`, env };
}

/** The browser that would print here, or undefined. A path that the user names goes first. */
export async function findBrowser({ env, platform, arch }: Machine): Promise<Browser | undefined> {
  const named = env['PUPPETEER_EXECUTABLE_PATH'];
  if (named !== undefined) {
    if (existsSync(named)) return { path: named, origin: 'PUPPETEER_EXECUTABLE_PATH', env: {} };
    throw refuse(
      'machine',
      'browser/path',
      `there is no browser at ${named}`,
      'correct PUPPETEER_EXECUTABLE_PATH, or unset it to use the browser from npm',
    );
  }
  if (platform === 'linux' && arch === 'x64' && existsSync(packed)) return ownBrowser();
  const { default: puppeteer } = await import('puppeteer');
  for (const [origin, find] of [
    ['puppeteer', () => puppeteer.executablePath()],
    ['installed Chrome', () => puppeteer.executablePath('chrome')],
  ] as const) {
    try {
      const path = await find();
      if (existsSync(path)) return { path, origin, env: {} };
    } catch {
      // It is not installed; the next place is tried.
    }
  }
  return undefined;
}
