import { openCodeCache } from './code.js';

openCodeCache();
const { main } = await import('./cli/main.ts');
await main();
