import { beforeAll, expect, test } from 'vitest';
import { ProtocolRunner } from '../support/protocol-runner';
import { withApi } from './with-api';

process.env.ENABLE_QUEUE_PROCESSOR = 'false';
const api = withApi('own');
let runner: ProtocolRunner;

beforeAll(async () => {
  await api.project();
  runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
});

test('a server that is switched off hands out no work, and says so of each task that waits', async () => {
  const { ref } = await api.task();
  const { status, data } = await runner.claim();
  expect([status, data.assignment]).toEqual([200, null]);
  expect((await api.get(`/api/tasks/${ref}`)).data.status).toBe('QUEUED');
  const why = await api.get(`/api/tasks/${ref}/why`);
  expect(why.data.sentence).toContain('ENABLE_QUEUE_PROCESSOR=false');
});
