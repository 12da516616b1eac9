// In JavaScript, as whatever opens it must be: to strip types, Node would load all it needs for that, and what it has
// stripped and compiled of our code before lies in this cache.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Compiles nothing twice, from here on and in this thread; where there is no place for it, everything each time. */
export function openCodeCache() {
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/cdp-returns/code', import.meta.url)));
}
