// What a thread runs.
import { parentPort } from 'node:worker_threads';
import { share } from './files.js';

parentPort?.once('message', (/** @type {import('./files.js').Work} */ work) => {
  share(work);
  parentPort?.postMessage('done');
});
