import type net from 'node:net';
import pg from 'pg';
import { OTHER_USERS } from './cluster.sql';

const NAME = 'embedded-lease';

/**
 * Opens a connection that says "somebody uses this server". It ends with the process, however that ends,
 * and by itself keeps no finished script alive. `release` resolves to whether this was the last one.
 */
export async function holdCluster(url: string): Promise<{ release(): Promise<boolean> }> {
  const lease = new pg.Client({ connectionString: url, application_name: NAME, keepAlive: true });
  lease.on('error', () => {});
  await lease.connect();
  socketOf(lease).unref();
  return {
    async release() {
      socketOf(lease).ref();
      const others = await lease.query<{ n: number }>(OTHER_USERS, [NAME]).then(
        ({ rows }) => rows[0]?.n ?? 0,
        () => 0,
      );
      await lease.end().catch(() => {});
      return others === 0;
    },
  };
}

const socketOf = (client: pg.Client) =>
  (client as unknown as { connection: { stream: net.Socket } }).connection.stream;
