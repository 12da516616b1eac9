import { refuse } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** What --port says. Throws a Refusal where that is no port. */
function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  const hint = 'write a whole number from 1 to 65535';
  throw refuse('machine', 'command/option', `--port ${text} is not a port`, hint);
}

/** The command preview: says where it is, and ends when it is interrupted. */
export async function runPreview(options: Options, port: string | undefined, desk: Desk): Promise<never> {
  const { host, tell, result } = desk;
  const asked = portOf(port);
  const { openPreview } = await import('../preview/index.ts');
  const address = await openPreview(options, asked, { ...host, tell });
  result(`preview at ${address}, until you press Ctrl-C\n`, { address });
  return new Promise(() => undefined);
}
