import { beforeAll, expect, it } from 'vitest';
import { withApi } from './with-api';

const api = withApi('own');
beforeAll(async () => {
  await api.project();
  await api.task({ labels: ['api'] });
}, 120_000);

it.each(['status', 'role', 'priority', 'riskLevel', 'type', 'label'])(
  'a list of tasks whose %s names nothing is not filtered by it',
  async (name) => {
    for (const nothing of ['', ',']) {
      const { status, data } = await api.get(`/api/tasks?${name}=${nothing}`);
      expect([status, data.length], `${name}=${nothing}`).toEqual([200, 1]);
    }
  },
);

it('what names something no task can have is refused', async () => {
  expect((await api.get('/api/tasks?status=DONE')).error.code).toBe('VALIDATION_ERROR');
  expect((await api.get('/api/tasks?status=COMPLETED')).data).toEqual([]);
  expect((await api.get('/api/tasks?status=QUEUED,')).data).toHaveLength(1);
});
