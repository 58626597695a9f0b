import { beforeAll, describe, expect, it } from 'vitest';
import { newCredential } from '@/lib/hash';
import { send } from '../support/protocol-runner';
import { signedIn } from '../support/signed-in';
import { withApi } from './with-api';

const api = withApi('own', { TRUSTED_PROXIES: '1' });
let good: string;

beforeAll(async () => {
  const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
  const owner = await signedIn(api.url, '/api/auth/owner', ada);
  const token = await api.post('/api/tokens', { name: 'CI', scopes: ['workspace:read'] }, owner);
  good = token.data.token;
}, 120_000);

const ask = (path: string, token: string, address: string) =>
  send(api.url, 'GET', path, { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address } });
let seen = 0;
/** An address that nobody was refused from before. */
const elsewhere = () => `203.0.113.${++seen}`;
/** The statuses of so many guesses, some at a time. */
async function guess(
  path: string,
  prefix: 'ao_pat_' | 'aor_',
  address: string,
  many: number,
): Promise<number[]> {
  const statuses: number[] = [];
  while (statuses.length < many) {
    const some = Array.from({ length: 20 }, () => ask(path, newCredential(prefix).token, address));
    statuses.push(...(await Promise.all(some)).map(({ status }) => status));
  }
  return statuses;
}

describe('credentials that are not good', () => {
  it.each([
    ['people', '/api/tasks', 'ao_pat_'],
    ['machines', '/api/runner/errands', 'aor_'],
  ] as const)(
    'of %s are refused 300 times a minute from one network, then slowly and with when to come again',
    async (_, path, prefix) => {
      const address = elsewhere();
      const statuses = await guess(path, prefix, address, 340);
      expect(statuses.filter((status) => status === 401)).toHaveLength(300);
      expect(statuses.filter((status) => status === 429)).toHaveLength(40);
      const began = performance.now();
      const { status, error, headers } = await ask(path, newCredential(prefix).token, address);
      expect([status, error.code]).toEqual([429, 'RATE_LIMITED']);
      expect(error.message).toContain('refused');
      expect(performance.now() - began).toBeGreaterThan(900);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await ask('/api/tasks', good, address)).status).toBe(200);
      expect((await ask(path, newCredential(prefix).token, elsewhere())).status).toBe(401);
    },
  );

  it('that a laptop tries again every second say what is wrong', async () => {
    const address = elsewhere();
    const stale = newCredential('ao_pat_').token;
    for (let n = 0; n < 60; n++) expect((await ask('/api/tasks', stale, address)).status).toBe(401);
  });
});
