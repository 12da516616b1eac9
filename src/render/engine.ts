import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';

type Engine = typeof Handlebars;

const load = createRequire(import.meta.url);

/** Runs templates that have been compiled. */
export const engine = load('handlebars/dist/handlebars.runtime.js') as Engine;

/** Reads and compiles templates; loaded where that has not been done before. */
export const compiler = (): Engine => load('handlebars/dist/handlebars.js') as Engine;
