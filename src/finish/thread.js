// What a thread runs.
import { openCodeCache } from '../code.js';

openCodeCache();
export const { pdf, tracker, warm } = await import('./work.ts');
