import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { ApiServer } from '../support/api-server';
import { changeOf, PASSING_TEST, type ProtocolRunner, send } from '../support/protocol-runner';
import { withWorkshop } from './with-workshop';

let api: ApiServer;
let sql: pg.Client;
let project: { id: string };
let runner: ProtocolRunner;
withWorkshop({ timers: {} }, (made) => {
  ({ api, sql, project, runner } = made);
});

const task = async (more: object = {}) => {
  const body = { title: 'Add a sum', projectId: project.id, riskLevel: 'LOW', ...more };
  return (await send(api.url, 'POST', '/api/tasks', { body })).data;
};
const [HALF, OTHER_HALF] = ['\ud83c', '\udf89'];

describe('what no database holds', () => {
  it('neither stops a result nor changes what stands beside it', async () => {
    const { id } = await task();
    const work = await runner.mustClaim();
    await runner.as(work, 'POST', 'start', {
      engine: 'claude-code',
      engineVersion: `2.1${HALF}`,
      engineSessionId: null,
      model: `m\0`,
      sandbox: 'none',
      billing: 'api',
      branch: work.branch,
      baseSha: 'a'.repeat(40),
    });
    expect((await runner.heartbeatWith(work, 1, { activity: `Reads${HALF} \0` })).status).toBe(200);
    const asked = await runner.as(work, 'POST', 'questions', {
      questionId: randomUUID(),
      kind: 'question',
      title: `Which${OTHER_HALF}`,
      body: 'one\0',
      options: [{ id: '1', label: `This ${HALF}`, consequence: '\\u0000 stays' }],
    });
    expect(asked.status).toBe(200);
    const rounds = [{ ...PASSING_TEST, outputTail: `${OTHER_HALF}🎉\0 \\u0000 \\ud83c` }];
    expect((await runner.as(work, 'POST', 'checks', { round: 0, checks: rounds })).status).toBe(200);
    const changes = { ...changeOf(`src/${HALF}.js`), patch: `+\0 ${HALF}` };
    const done = await runner.finish(work, { message: `${'x'.repeat(499)}🎉`, changes });
    expect(done.data.taskStatus).toBe('VERIFYING');
    const [proof, exceptions, events] = [
      (await send(api.url, 'GET', `/api/tasks/${id}/proof`)).data,
      (await send(api.url, 'GET', `/api/exceptions?taskId=${id}`)).data,
      (await send(api.url, 'GET', `/api/events?taskId=${id}`)).data,
    ];
    expect(proof.rounds[0].outputTail).toBe('\ufffd🎉\ufffd \\u0000 \\ud83c');
    expect(exceptions[0]).toMatchObject({ title: 'Which\ufffd', body: 'one\ufffd' });
    expect(exceptions[0].options[0]).toMatchObject({ label: 'This \ufffd', consequence: '\\u0000 stays' });
    const ended = events.find(({ type }: { type: string }) => type === 'agent.ended');
    expect(ended.payload).toMatchObject({ message: 'x'.repeat(499), files: ['src/\ufffd.js'] });
  });

  it('is said to be too large where it is a number', async () => {
    await task();
    const work = await runner.mustClaim();
    const large = [{ ...PASSING_TEST, exitCode: 3_221_225_477 }];
    const { status, error } = await runner.as(work, 'POST', 'checks', { round: 0, checks: large });
    expect({ status, code: error.code }).toEqual({ status: 400, code: 'VALIDATION_ERROR' });
    expect(error.message).toContain('exitCode');
  });
});

describe('a result that is about another commit', () => {
  it('is not taken where the checks are of one', async () => {
    const { id } = await task();
    await runner.finish(await runner.mustClaim());
    const verify = await runner.mustClaim();
    for (const headSha of ['c'.repeat(40), null]) {
      const { status, error } = await runner.finish(verify, { headSha, checks: [PASSING_TEST] });
      expect({ status, code: error?.code }).toEqual({ status: 409, code: 'STALE_COMMIT' });
    }
    const { rows } = await sql.query('select status, verdict from task where number > 0');
    expect(rows).toEqual([{ status: 'VERIFYING', verdict: null }]);
    expect((await runner.finish(verify, { checks: [PASSING_TEST] })).data.taskStatus).toBe('MERGING');

    const merge = await runner.mustClaim();
    for (const mergedSha of [null, '', 'main']) {
      const { status, error } = await runner.finish(merge, { mergedSha });
      expect({ status, code: error?.code }).toEqual({ status: 400, code: 'VALIDATION_ERROR' });
    }
    expect((await send(api.url, 'GET', `/api/tasks/${id}`)).data.status).toBe('MERGING');
    expect((await runner.finish(merge)).data.taskStatus).toBe('COMPLETED');
  });
});
