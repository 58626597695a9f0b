import { needConnection } from '../../config/store';
import { replaceKey } from '../../server/change-key';
import { createRunnerServer } from '../../server/session';
import { print, printJson } from '../../terminal/say';

/** Replaces this machine's key and says so. */
export async function rotateKey(options: { json?: boolean }): Promise<void> {
  const { connection, key } = needConnection();
  await replaceKey(createRunnerServer(connection, key), connection);
  const facts = { runnerId: connection.runnerId, x: needConnection().key.x };
  if (options.json) printJson({ data: facts });
  else print('This machine has a fresh key. The earlier one is good for ten minutes more.');
}
