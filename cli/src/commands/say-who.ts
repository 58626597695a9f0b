import { keyFingerprint } from '@/contract/receipt';
import { needConnection } from '../config/store';
import { createTokenSource } from '../server/token';
import { publicKeyOf } from '../signing/jws';
import { sha256 } from '../signing/sha256';
import { printJson } from '../terminal/say';
import { printFacts } from '../terminal/table';

/** Prints this machine's identity once its key was accepted; throws where it was not. */
export async function sayWho(options: { json?: boolean }): Promise<void> {
  const { connection, key } = needConnection();
  const { name, runnerId, workspaceName, url, directory, labels } = connection;
  const origin = new URL(url).origin;
  await createTokenSource(origin, runnerId, key).get();
  const identity = { name, runnerId, workspaceName, url, directory, labels, key: publicKeyOf(key) };
  if (options.json) return printJson({ data: { ...identity, accepted: true } });
  printFacts([
    ['Runner', name],
    ['Id', runnerId],
    ['Workspace', workspaceName],
    ['Dashboard', `${origin} (its key is accepted)`],
    ['Key', `${publicKeyOf(key)} (${keyFingerprint(publicKeyOf(key), sha256)})`],
    ['Folder', directory],
    ['Labels', labels.join(', ')],
  ]);
}
