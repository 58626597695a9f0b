import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Identity, isReachable } from './identity';

/** Where a cluster lives, and the password that its one user has. */
export interface Home {
  folder: string;
  dataDir: string;
  passwordFile: string;
  password: string;
}

/**
 * Makes the folder of a cluster: `directory` itself, or one under /var/lib where PostgreSQL's user cannot reach it.
 */
export function prepareHome(directory: string, identity: Identity | undefined): Home {
  const folder = reachableFolder(path.resolve(directory), identity);
  const passwordFile = path.join(folder, 'password');
  if (!existsSync(passwordFile)) writePassword(passwordFile, identity);
  return {
    folder,
    dataDir: path.join(folder, 'data'),
    passwordFile,
    password: readFileSync(passwordFile, 'utf8'),
  };
}

function reachableFolder(directory: string, identity: Identity | undefined): string {
  if (!identity) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return directory;
  }
  mkdirSync(path.dirname(directory), { recursive: true });
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const folder = isReachable(path.dirname(directory), identity)
    ? directory
    : path.join('/var/lib/agent-orchestrator', name);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  chownSync(folder, identity.uid, identity.gid);
  return folder;
}

/** A link appears whole: of several processes one writes the password and all read the same. */
function writePassword(file: string, identity: Identity | undefined): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (identity) chownSync(draft, identity.uid, identity.gid);
  try {
    linkSync(draft, file);
  } catch {
    // another process was first
  }
  rmSync(draft);
}
