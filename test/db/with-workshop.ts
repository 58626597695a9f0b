import pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Timers } from '@/contract/protocol';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

interface Workshop {
  api: ApiServer;
  sql: pg.Client;
  project: { id: string };
  runner: ProtocolRunner;
}

/**
 * A server of this file's own with one project, and before each test no task and a fresh runner with a session open;
 * `onMade` gets all of it before each test.
 */
export function withWorkshop(
  given: { timers: Partial<Timers>; features?: string[] },
  onMade: (workshop: Workshop) => void,
): void {
  const database = withDatabase();
  let made: Omit<Workshop, 'runner'>;
  beforeAll(async () => {
    const api = await startApi({
      door: 'own',
      env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(given.timers), RATE_LIMIT_ENABLED: 'false' },
    });
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const body = { name: 'Sample', repo: '/srv/sample' };
    const project = (await send(api.url, 'POST', '/api/projects', { body })).data;
    made = { api, sql, project };
  });
  afterAll(async () => {
    await made.sql.end();
    await made.api.stop();
  });
  beforeEach(async () => {
    const { api, sql } = made;
    await sql.query('delete from lease');
    await sql.query('delete from task');
    await sql.query('delete from runner');
    const runner = await new ProtocolRunner(api.url).connect();
    await runner.open([], 10, given.features);
    onMade({ ...made, runner });
  });
}
