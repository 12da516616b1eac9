import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser as Running } from 'puppeteer';
import { refuse } from '../diagnostic.ts';
import type { Browser, Machine } from './browser.ts';

/** How long a browser may take to start, or over one print, unless it is told otherwise. */
export const defaultPatienceMs = 60_000;

/** Where a browser may leave its files, a signal that ends it at once, and how long it may be silent. */
export interface Workplace {
  /** A folder that whoever opens the printer removes; without one the machine's own for temporary files is used. */
  readonly profiles?: string;
  readonly stop?: AbortSignal;
  /** How long it may take to start, or over one print. */
  readonly patienceMs?: number;
  /** After so many prints a new browser takes over, so that what one gathers in memory has an end. */
  readonly printsPerBrowser?: number;
}

/** The way to end a browser, whatever it is doing. */
interface Ending {
  /** Ends it, and with it all that it was asked for, for this reason. */
  readonly kill: (reason: string) => void;
  /** Aborted, with the reason, when it has ended or been told to. */
  readonly ended: AbortSignal;
}

export interface Engine extends Ending {
  readonly browser: Running;
}

/** The work, or an error when the browser ends, as it does if this takes too long: whatever hangs is not left behind. */
export async function within<T>(patienceMs: number, { kill, ended }: Ending, work: Promise<T>): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(ended.reason as Error);
  ended.addEventListener('abort', giveUp);
  if (ended.aborted) giveUp();
  const late = setTimeout(() => kill(`there was no answer within ${patienceMs / 1000} seconds`), patienceMs);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(late);
    ended.removeEventListener('abort', giveUp);
  }
}

/** Ends a browser of which a page crashes, as one does where memory runs short: what it was asked for never comes. */
async function watch(browser: Running, { kill }: Ending): Promise<void> {
  browser.once('disconnected', () => kill('it ended by itself'));
  const session = await browser.target().createCDPSession();
  session.once('Target.targetCrashed', () => kill('its page crashed'));
  await session.send('Target.setDiscoverTargets', { discover: true });
}

/** Why a browser failed, as far as it told anybody. */
export function reasonOf({ name, message }: Error): string {
  if (name === 'TargetCloseError') return 'it ended by itself';
  return message.replace(/^Protocol error [^:]*: /, '').replace(/\n.*/s, '');
}

/** Over a pipe, so that the browser ends when this process does, even if nothing here has time to end it. */
export async function start(
  { path, env }: Browser,
  machine: Machine,
  { profiles, stop, patienceMs = defaultPatienceMs }: Workplace,
): Promise<Engine> {
  const { default: puppeteer } = await import('puppeteer');
  const ending = new AbortController();
  const ended = AbortSignal.any([ending.signal, ...(stop ? [stop] : [])]);
  const engine: Ending = { ended, kill: (reason) => ending.abort(new Error(reason)) };
  try {
    const launched = puppeteer.launch({
      executablePath: path,
      headless: 'shell',
      pipe: true,
      // Nothing is done with the first page; if it crashes, it would be waited for until the launch gives up.
      waitForInitialPage: false,
      signal: ended,
      // Whoever started this process decides how it ends.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Our own patience ends before.
      protocolTimeout: 2 * patienceMs,
      env: { ...machine.env, ...env },
      args: ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage', '--disable-gpu'],
      ...(profiles === undefined ? {} : { userDataDir: mkdtempSync(join(profiles, 'browser-')) }),
    });
    const running = await within(patienceMs, engine, launched);
    await within(patienceMs, engine, watch(running, engine));
    return { ...engine, browser: running };
  } catch (error) {
    engine.kill('it does not start');
    throw refuse(
      'machine',
      'browser/start',
      `the browser at ${path} does not start: ${reasonOf(error as Error)}`,
      'doctor shows which one it is; memory or room for temporary files may be short; --formats html needs none',
    );
  }
}
