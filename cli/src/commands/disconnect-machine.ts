import { leave } from '@/contract/session';
import { configFolder } from '../config/folders';
import { needConnection, proveWritable, removeConnection } from '../config/store';
import { isFault } from '../server/server-fault';
import { askYes } from '../terminal/ask';
import { explainError } from '../terminal/explain-error';
import { Failure } from '../terminal/failure';
import { print, printJson, say } from '../terminal/say';
import type { DisconnectOptions } from './disconnect';

/** Ends this machine's connection: first at the dashboard, so that a key that is gone is also worth nothing. */
export async function disconnectMachine(options: DisconnectOptions): Promise<void> {
  const { connection, key } = needConnection();
  const { name, url, runnerId } = connection;
  const { runningRunner } = await import('../runner/single-runner');
  const pid = runningRunner();
  const running =
    pid === null ? '' : ` Its runner (process ${pid}) ends, and its tasks go back to the queue.`;
  const sure = options.yes || (await askYes(`Disconnect ${name} from ${url}?${running}`, '--yes'));
  if (!sure) {
    if (options.json) return printJson({ data: { disconnected: false, runnerId, url } });
    return print('Nothing was changed.');
  }
  refuseUnwritable();
  if (!options.local) await leaveDashboard(connection, key);
  removeConnection();
  if (options.json) return printJson({ data: { disconnected: true, runnerId, url } });
  print(`${name} is disconnected from ${url}, and its key is removed.`);
  say('Connect it again with a new token from the Connect page.');
}

/** What cannot be removed here would be kept as the key of a machine that is revoked. */
function refuseUnwritable(): void {
  try {
    proveWritable(configFolder());
  } catch (error) {
    const { code, message, exit } = explainError(error);
    throw new Failure(code, `${message} Nothing was changed.`, exit, error);
  }
}

async function leaveDashboard(...stored: Parameters<typeof import('../server/session').createRunnerServer>) {
  const { createRunnerServer } = await import('../server/session');
  try {
    await createRunnerServer(...stored).call(leave, {});
  } catch (error) {
    // It is revoked already, or its dashboard has forgotten it.
    if (isFault(error, 'revoked', 'auth')) return;
    if (!isFault(error, 'transient')) throw error;
    throw new Failure(
      'UNREACHABLE',
      `${error.message} The key was kept, as the dashboard would go on trusting it. Try again, or remove it here alone with --local.`,
      'unreachable',
      error,
    );
  }
}
