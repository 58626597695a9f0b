import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { UNTOLD_POOLER } from '@/lib/database-url';
import { disposeShared } from '@/lib/shared';
import { refuseUntoldPooler } from '@/server/refuse-untold-pooler';
import { type ApiServer, startApi } from '../support/api-server';
import { hasPgbouncer, type Pooler, startPgbouncer, throughPooler } from '../support/pgbouncer';
import { frame, ProtocolRunner, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

const database = withDatabase();

describe.skipIf(!hasPgbouncer())('through pgbouncer (not run where none is installed)', () => {
  let pooler: Pooler;
  let api: ApiServer;
  beforeAll(async () => {
    pooler = await startPgbouncer(inject('adminUrl'));
    Object.assign(process.env, {
      DATABASE_URL: throughPooler(pooler.port, database.url),
      DIRECT_DATABASE_URL: database.url,
    });
    api = await startApi({ door: 'own' });
  });
  afterAll(async () => {
    await api?.stop();
    await disposeShared();
    await pooler?.stop();
  });

  it('a task goes its whole way, and no connection keeps anything of it', async () => {
    await send(api.url, 'POST', '/api/projects', { body: { name: 'shop', repo: '/srv/shop' } });
    const runner = await new ProtocolRunner(api.url).connect();
    await runner.open();
    const waiting = Array.from({ length: 6 }, () => runner.claim(1_000));
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        send(api.url, 'POST', '/api/tasks', { body: { title: `task ${n}` } }),
      ),
    );
    expect(made.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const work = (await Promise.all(waiting)).map(({ data }) => data.assignment).find(Boolean);
    const chunk = frame(1, 'hello\n');
    await runner.begin(work);
    expect((await runner.heartbeatWith(work)).status).toBe(200);
    await runner.append(work, 0, chunk);
    expect((await runner.finish(work, {}, [chunk])).data.taskStatus).toBe('VERIFYING');

    const client = new pg.Client({ connectionString: throughPooler(pooler.port, database.url) });
    await client.connect();
    for (let n = 0; n < 20; n++) {
      const { rows } = await client.query(
        `select current_user = session_user as own, coalesce(current_setting('app.workspace', true), '') as workspace,
                current_setting('enable_seqscan') as plan, (select count(*)::int from pg_prepared_statements) as prepared`,
      );
      expect(rows).toEqual([{ own: true, workspace: '', plan: 'on', prepared: 0 }]);
    }
    await client.end();
  }, 90_000);

  it('one that nobody told us of is named, at the start and in what callers are answered', async () => {
    const told = process.env.DIRECT_DATABASE_URL;
    delete process.env.DIRECT_DATABASE_URL;
    await disposeShared();
    try {
      await expect(refuseUntoldPooler(process.env.DATABASE_URL!)).rejects.toThrow(UNTOLD_POOLER);
      const untold = await startApi({ door: 'own' });
      const { status, error } = await send(untold.url, 'GET', '/api/tasks');
      expect([status, error]).toMatchObject([503, { code: 'DATABASE_UNAVAILABLE', message: UNTOLD_POOLER }]);
      await untold.stop();
    } finally {
      process.env.DIRECT_DATABASE_URL = told;
      await disposeShared();
    }
    await refuseUntoldPooler(process.env.DATABASE_URL!);
  });
});
