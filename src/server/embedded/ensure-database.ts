import pg from 'pg';
import { CREATE_DATABASE, DATABASE_EXISTS } from './cluster.sql';

/** Whether the server answers; makes our database in it where there is none. `url` leads to its database postgres. */
export async function ensureDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query(DATABASE_EXISTS, ['orchestrator']);
    if (!rowCount) await client.query(CREATE_DATABASE).catch(unlessItIsThere);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function unlessItIsThere(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}
