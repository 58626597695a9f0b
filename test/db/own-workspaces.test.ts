import { expect, it } from 'vitest';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const api = withApi('own', {
  SIGN_UP: 'open',
  SIGN_IN_LIMIT_PER_MINUTE: '600',
  RATE_LIMIT_PER_MINUTE: '10000',
});
const owner = new WebClient(() => api.url);

it('who makes workspaces has no more than twenty of their own, however many they ask for at once', async () => {
  const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
  expect((await owner.post('/api/auth/owner', account)).status).toBe(201);
  const { cookie } = owner;
  const made = await Promise.all(
    Array.from({ length: 30 }, (_, n) => owner.post('/api/workspaces', { name: `Mine ${n}` }, { cookie })),
  );
  const refused = made.filter(({ status }) => status !== 201);
  expect(made.length - refused.length, 'besides the first one').toBe(19);
  expect(new Set(refused.map(({ error }) => error.code))).toEqual(new Set(['QUOTA_REACHED']));
  expect((await owner.get('/api/auth/me')).data.workspaces).toHaveLength(20);
});
