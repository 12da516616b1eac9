import { Refusal } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import type { Browser } from '../print/browser.ts';
import type { Desk } from './desk.ts';

/** Starts a browser and ends it: one that is there may still lack what it needs of the machine. Tells why it does not start. */
async function faultOf(browser: Browser, { host }: Desk): Promise<Refusal | undefined> {
  const { start } = await import('../print/engine.ts');
  try {
    (await start(browser, host.machine, {})).kill('it has shown that it starts');
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The command doctor: what would be used, and what is missing. */
export async function runDoctor({ folders }: Options, desk: Desk): Promise<number> {
  const { host, result, complain, tell } = desk;
  const [{ load }, { findBrowser }] = await Promise.all([
    import('../load.ts'),
    import('../print/browser.ts'),
  ]);
  const { versions, fonts, partnerships } = load(folders);
  const browser = await findBrowser(host.machine);
  const fault = browser && (await faultOf(browser, desk));
  const findings = {
    'cdp-returns': versions['cdp-returns'],
    node: host.node,
    browser: browser
      ? `${browser.origin}, ${browser.path}, ${fault ? 'does not start' : 'starts'}`
      : 'missing',
    fonts: `Source Sans 3 ${versions['fonts']}, ${fonts.length} files`,
    partnerships: partnerships.map(({ slug }) => slug).join(', ') || 'none',
  };
  const text = Object.entries(findings).map(([name, found]) => `${name.padEnd(14)}${found}\n`);
  result(text.join(''), findings);
  if (fault) tell(fault.diagnostics);
  if (!browser)
    complain('There is no browser to print with: install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH.\n');
  return browser && !fault ? 0 : 2;
}
