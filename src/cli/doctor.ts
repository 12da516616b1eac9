import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** The command doctor: what would be used, and what is missing. */
export async function runDoctor({ folders }: Options, { host, result, complain }: Desk): Promise<number> {
  const [{ load }, { findBrowser }] = await Promise.all([
    import('../load.ts'),
    import('../print/browser.ts'),
  ]);
  const { versions, fonts, partnerships } = load(folders);
  const browser = await findBrowser(host.machine);
  const findings = {
    'cdp-returns': versions['cdp-returns'],
    node: host.node,
    browser: browser ? `${browser.origin}, ${browser.path}` : 'missing',
    fonts: `Source Sans 3 ${versions['fonts']}, ${fonts.length} files`,
    partnerships: partnerships.map(({ slug }) => slug).join(', ') || 'none',
  };
  const text = Object.entries(findings).map(([name, found]) => `${name.padEnd(14)}${found}\n`);
  result(text.join(''), findings);
  if (browser) return 0;
  complain('There is no browser to print with: install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH.\n');
  return 2;
}
