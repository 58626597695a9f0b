import path from 'node:path';
import pg from 'pg';
import { ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { cpuOf } from './cpu';
import { removeLeftovers } from './remove-leftovers';

/** A PostgreSQL of the bench's own, as durable as in production. */
export interface Cluster {
  version: string;
  /** Makes an empty database; answers its URL. */
  create(name: string): Promise<string>;
  /** Makes, anew where there is one, a copy of a database that nobody uses, and puts it to disk; answers its URL. */
  copy(template: string, name: string): Promise<string>;
  /** CPU seconds that the whole server has used, or null where nobody can tell. */
  cpu(): number | null;
  /** Stops it and throws its data away. */
  remove(): Promise<void>;
}

/** Starts one in a folder that goes with it. Beside the checkout's own data: the same disk as in production. */
export async function openCluster(): Promise<Cluster> {
  const data = path.resolve('.data');
  await removeLeftovers(data);
  const folder = path.join(data, `bench-${process.pid}`);
  const embedded = await ensureEmbedded(folder);
  const admin = new pg.Client({ connectionString: embedded.url });
  await admin.connect();
  const { rows } = await admin.query<{ server_version: string }>('show server_version');
  const urlOf = (name: string) => {
    const url = new URL(embedded.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const remove = async () => {
    await admin.end().catch(() => {});
    await embedded.release();
    await removeEmbedded(folder);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void remove().finally(() => process.exit(130)));
  return {
    version: rows[0]!.server_version,
    async create(name) {
      await admin.query(`create database ${name}`);
      return urlOf(name);
    },
    async copy(template, name) {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.query(`create database ${name} template ${template} strategy file_copy`);
      await admin.query('checkpoint');
      return urlOf(name);
    },
    cpu: () => cpuOf(embedded.pid),
    remove,
  };
}
