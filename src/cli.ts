import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Before anything else of ours is loaded, so that none of it is compiled twice; without a place for it, it is.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'cdp-returns', 'code'));
const { ours, run } = await import('./cli/main.ts');

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n\n${ours}`);
  process.exitCode = 70;
}
