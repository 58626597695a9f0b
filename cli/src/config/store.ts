import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { id } from '@/contract/ids';
import { Label } from '@/contract/task';
import { Failure } from '../terminal/failure';
import { configFolder, privateFolder } from './folders';

const Connection = z.object({
  version: z.literal(1),
  url: z.url(),
  runnerId: id('runner'),
  name: z.string(),
  workspaceName: z.string(),
  /** The folder whose repositories this runner may work on. */
  directory: z.string(),
  labels: z.array(Label),
  /** How many agents may run at the same time where `start` is not told. */
  maxConcurrent: z.number().int().min(1).max(64).optional(),
  /** Names or ids of the only projects that this machine works on; every project where there is no list. */
  projects: z.array(z.string()).min(1).max(100).optional(),
  /** Whether checks may be text for a shell, as the dashboard says. */
  shellChecks: z.boolean().optional(),
  /** Only work that one of `trustedKeys` has signed is begun. */
  requireSignedTasks: z.boolean().optional(),
  /** Public keys (`aok_`) of those whose tasks this machine takes. */
  trustedKeys: z.array(z.string()).max(20).optional(),
  /** false: commands of agents, and checks, reach no network. */
  network: z.boolean().optional(),
});
export type Connection = z.infer<typeof Connection>;

const PrivateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type PrivateJwk = z.infer<typeof PrivateJwk>;

export const connectionFile = () => join(configFolder(), 'config.json');
export const keyFile = () => join(configFolder(), 'key.json');

/** A file that is on the disk as a whole, and not in its place yet. */
interface Draft {
  keep(): void;
  drop(): void;
}

/** Writes a file as a whole or not at all, readable by its owner only. */
export function writePrivately(path: string, content: string): void {
  draftPrivately(path, content).keep();
}

function draftPrivately(path: string, content: string): Draft {
  privateFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  const drop = () => rmSync(draft, { force: true });
  try {
    if (process.platform !== 'win32') chmodSync(draft, 0o600);
    writeSync(file, content);
    fsyncSync(file);
  } catch (error) {
    drop();
    throw error;
  } finally {
    closeSync(file);
  }
  return { keep: () => renameSync(draft, path), drop };
}

/** Throws where no file can be written in a folder of this machine’s. */
export function proveWritable(folder: string): void {
  draftPrivately(join(folder, 'probe'), 'A probe.\n').drop();
}

function readPrivately(path: string): string | null {
  try {
    const stat = lstatSync(path);
    if (process.platform !== 'win32' && (!stat.isFile() || (stat.mode & 0o077) !== 0)) {
      throw new Failure(
        'FILE_NOT_PRIVATE',
        `${path} can be read by others on this machine. Run: chmod 600 ${path}`,
        'notConnected',
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseStored<T>(path: string, schema: z.ZodType<T>): T | null {
  const content = readPrivately(path);
  if (content === null) return null;
  try {
    return schema.parse(JSON.parse(content));
  } catch (error) {
    throw new Failure(
      'CONFIG_BROKEN',
      `${path} cannot be read. Remove it and connect this machine again.`,
      'notConnected',
      error,
    );
  }
}

/** The stored connection and key; null where this machine is not connected. Throws a Failure when they are broken or not private. */
export function loadConnection(): { connection: Connection; key: PrivateJwk } | null {
  const connection = parseStored(connectionFile(), Connection);
  const key = parseStored(keyFile(), PrivateJwk);
  return connection && key ? { connection, key } : null;
}

/** The same, or a Failure that says how to connect. */
export function needConnection(): { connection: Connection; key: PrivateJwk } {
  const stored = loadConnection();
  if (stored) return stored;
  throw new Failure(
    'NOT_CONNECTED',
    'This machine is not connected yet. Open the Connect page of your dashboard and run the command it shows.',
    'notConnected',
  );
}

/**
 * Writes down the key of a connection that is about to be made. `keep` stores the connection with it; the key first, so
 * that a connection never stands without one.
 */
export function draftConnection(key: PrivateJwk): { keep(connection: Connection): void; drop(): void } {
  const draft = draftPrivately(keyFile(), `${JSON.stringify(key)}\n`);
  return {
    keep: (connection) => {
      draft.keep();
      saveSettings(connection);
    },
    drop: draft.drop,
  };
}

const nextKeyFile = () => join(configFolder(), 'key.next.json');

/** A key that the server may know already: it was written down before it was asked for; null where there is none. */
export const nextKey = (): PrivateJwk | null => parseStored(nextKeyFile(), PrivateJwk);

/** Writes down the key that is about to become this machine's. */
export const saveNextKey = (key: PrivateJwk): void =>
  writePrivately(nextKeyFile(), `${JSON.stringify(key)}\n`);

/** The server knows the next key: from now on it is this machine's. */
export const takeNextKey = (): void => renameSync(nextKeyFile(), keyFile());

/** The server never came to know the next key. */
export const dropNextKey = (): void => rmSync(nextKeyFile(), { force: true });

/** Milliseconds since this machine's key was written. */
export const keyAgeMs = (): number => Date.now() - statSync(keyFile()).mtimeMs;

/** Changes stored settings; the key stays as it is. */
export function saveSettings(connection: Connection): void {
  writePrivately(connectionFile(), `${JSON.stringify(connection, null, 2)}\n`);
}

const signingKeyFile = () => join(configFolder(), 'signing-key.json');

/** The key by which whoever sits here signs tasks; null where there is none. */
export const signingKey = (): PrivateJwk | null => parseStored(signingKeyFile(), PrivateJwk);

export const saveSigningKey = (key: PrivateJwk): void =>
  writePrivately(signingKeyFile(), `${JSON.stringify(key)}\n`);

const Login = z.object({ origin: z.string(), token: z.string().startsWith('ao_pat_') });
const loginFile = () => join(configFolder(), 'login.json');

/** The access token that `login` was given, and where it is good; null where nobody is logged in. */
export const loadLogin = (): z.infer<typeof Login> | null => parseStored(loginFile(), Login);

export const saveLogin = (login: z.infer<typeof Login>): void =>
  writePrivately(loginFile(), `${JSON.stringify(login)}\n`);

export const removeLogin = (): void => rmSync(loginFile(), { force: true });

/** Forgets the connection; its key first, so that none is left that nothing speaks of. */
export function removeConnection(): void {
  for (const file of [keyFile(), nextKeyFile(), connectionFile()]) rmSync(file, { force: true });
}
