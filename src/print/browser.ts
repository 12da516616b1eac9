import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

/** The headless shell of the npm package, unpacked once into the project's own cache. */
async function ownBrowser(): Promise<Browser> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache', 'cdp-returns', `chromium-${version}`);
  if (!existsSync(join(cache, 'chromium'))) {
    const { unpack } = await import('./unpack.ts');
    await unpack(packed, cache);
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
