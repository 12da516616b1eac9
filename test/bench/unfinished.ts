// Our own build of notes and returns without what comes after the print: no conformance, no audit, no workbook.
// Arguments: the options of the command build.
import { availableParallelism } from 'node:os';
import { optionsOf, split } from '../../src/cli/options.ts';
import { findBrowser } from '../../src/print/browser.ts';
import { openPrinter } from '../../src/print/index.ts';
import { openStaging } from '../../src/publish/staging.ts';

const wish = await optionsOf(split(process.argv.slice(2)).values, [], availableParallelism());
const machine = { env: process.env, platform: process.platform, arch: process.arch };
const browser = await findBrowser(machine);
if (!browser) throw new Error('there is no browser to print with');
const staging = openStaging(wish.out, { pid: process.pid, isRunning: () => false });
const opening = openPrinter(browser, machine, wish.jobs, { profiles: staging.folder });
const printer = {
  print: async (html: string, name: string) => (await opening).print(html, name),
  close: async () => (await opening).close(),
};
// As in a build, the browser starts while the rest is loaded.
const { assemble } = await import('../../src/assemble.ts');
const { made = [] } = await assemble(wish, undefined, {
  printer,
  finisher: {
    begin: () => undefined,
    // Conformance would also have said on which pages the headings stand.
    pdf: ({ print: { pdf, contents = [] } }) => {
      const places = Object.fromEntries(contents.map(({ id }) => [id, 1]));
      return Promise.resolve({ bytes: pdf, pages: 1, places, checks: [] });
    },
    tracker: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  },
  staging,
  origin: browser.origin,
  isWanting: false,
  node: process.version,
  progress: () => undefined,
});
await printer.close();
if (made.length === 0) throw new Error('nothing was made');
