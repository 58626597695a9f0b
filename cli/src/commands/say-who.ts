import { needConnection } from '../config/store';
import { createTokenSource } from '../server/token';
import { printJson } from '../terminal/say';
import { printFacts } from '../terminal/table';

/** Prints this machine's identity once its key was accepted; throws where it was not. */
export async function sayWho(options: { json?: boolean }): Promise<void> {
  const { connection, key } = needConnection();
  const { name, runnerId, workspaceName, url, directory, labels } = connection;
  const origin = new URL(url).origin;
  await createTokenSource(origin, runnerId, key).get();
  if (options.json)
    return printJson({ data: { name, runnerId, workspaceName, url, directory, labels, accepted: true } });
  printFacts([
    ['Runner', name],
    ['Id', runnerId],
    ['Workspace', workspaceName],
    ['Dashboard', `${origin} (its key is accepted)`],
    ['Folder', directory],
    ['Labels', labels.join(', ')],
  ]);
}
