import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse } from '../diagnostic.ts';
import { served } from './page.ts';
import type { Look } from './state.ts';

const firstPort = 4600;
const triedPorts = 20;
const ownHost = '127.0.0.1';

function tryPort(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, ownHost, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

/** True for a request that was meant for this machine: another site may let its own name lead here. */
function isOwn({ headers, socket }: IncomingMessage): boolean {
  return [ownHost, 'localhost'].some((name) => headers.host === `${name}:${socket.localPort}`);
}

/**
 * Listens on this machine alone: on the port that is asked for or, if none is, on the first that is free. Throws a
 * Refusal where none can be had.
 */
export async function listen(listener: RequestListener, asked: number | undefined): Promise<string> {
  const server = createServer((request, response) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!isOwn(request)) sendText(response, 403, 'This preview answers only at the address that it printed.');
    else if (!reads) sendText(response, 405, 'This preview can only be read.');
    else listener(request, response);
  });
  const ports = Array.from(
    { length: asked === undefined ? triedPorts : 1 },
    (_, i) => i + (asked ?? firstPort),
  );
  for (const port of ports) {
    const error = await tryPort(server, port);
    if (!error) return `http://${ownHost}:${(server.address() as AddressInfo).port}/`;
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  }
  const message =
    asked === undefined
      ? `no port from ${firstPort} to ${firstPort + triedPorts - 1} is free`
      : `port ${asked} is in use, or you may not use it`;
  throw refuse('machine', 'preview/port', message, 'name another one with --port');
}

const sealed = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** Answers in a line of plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...sealed, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** Answers with a page under a policy of its own, which allows one script. */
export function sendPage(response: ServerResponse, { html, id, status }: Look): void {
  const { body, policy } = served(html, id, randomBytes(16).toString('base64'));
  response
    .writeHead(status, {
      ...sealed,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'preview-page': id,
    })
    .end(body);
}

/** Answers with a PDF. */
export function sendPdf(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, { ...sealed, 'content-type': 'application/pdf' }).end(bytes);
}

/** A page in a browser that wants to know when there is something else to be seen. */
export interface Listener {
  /** The address of its page. */
  readonly path: string;
  /** Sends an event, unless it is the one that was sent last. */
  readonly tell: (event: string) => void;
}

const reconnectMs = 500;
const heartbeatMs = 25_000;
const longestQueue = 4_000_000;

/** Opens a stream of events (server-sent events); `gone` is called when the browser has left. */
export function openEvents(response: ServerResponse, path: string, gone: () => void): Listener {
  response.writeHead(200, { ...sealed, 'content-type': 'text/event-stream' });
  response.write(`retry: ${reconnectMs}\n\n`);
  let last = '';
  const write = (text: string) => {
    // A browser that takes nothing is let go; when it comes back it is told how things are then.
    if (response.writableLength > longestQueue) response.destroy();
    else response.write(text);
  };
  const heartbeat = setInterval(() => write(':\n\n'), heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    gone();
  });
  return {
    path,
    tell: (event) => {
      if (event !== last) write(`data: ${event}\n\n`);
      last = event;
    },
  };
}
