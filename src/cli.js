// In JavaScript, because Node would load all it needs to strip types for this one file: what it has stripped of the
// others lies in the cache that is opened here.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Without a place for it, everything is compiled again each time.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/cdp-returns/code', import.meta.url)));
const { main } = await import('./cli/main.ts');
await main();
