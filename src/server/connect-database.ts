import type pg from 'pg';
import { UtcClient } from '@/lib/utc-client';
import { SERVER_VERSION } from './migrations.sql';

const OLDEST = 15;

/** A client connected to a PostgreSQL that is new enough; throws one sentence on what is wrong and how to mend it. */
export async function connectDatabase(url: string): Promise<pg.Client> {
  const client = new UtcClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Error(connectFault(error as Error & { code?: string }, new URL(url)), { cause: error });
  }
  const { rows } = await client.query<{ number: number; text: string }>(SERVER_VERSION);
  if (rows[0] && rows[0].number >= OLDEST * 10_000) return client;
  await client.end();
  throw new Error(`DATABASE_URL leads to PostgreSQL ${rows[0]?.text}: ${OLDEST} or later is needed.`);
}

function connectFault(error: Error & { code?: string }, { hostname, port, username, pathname }: URL): string {
  const where = `${hostname}:${port || 5432}`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${where}. Is it running? Unset DATABASE_URL to use the embedded one.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${hostname} of DATABASE_URL cannot be found.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} refuses the user ${username || '(none)'} of DATABASE_URL: ${error.message}.`;
    case '3D000':
      return `PostgreSQL at ${where} has no database ${pathname.slice(1)}: make it with \`createdb\`, or correct DATABASE_URL.`;
    default:
      return `The database at ${where} cannot be used: ${error.message}. DATABASE_URL names it.`;
  }
}
