// What a thread runs.
import { openCodeCache } from '../code.js';

openCodeCache();
export const { pdf, places, tracker, warm } = await import('./work.ts');
