import { beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '@/contract/member';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const password = 'correct horse battery';
const newBrowser = () => new WebClient(() => api.url);
const owner = newBrowser();
const token = (link: string) => link.split('#')[1]!;
const email = (name: string) => `${name}@example.com`;

/** Somebody new in the workspace, in a browser of their own. */
async function join(name: string, role: string): Promise<WebClient> {
  const { data } = await owner.post('/api/invitations', { role });
  const browser = newBrowser();
  const account = { name, email: email(name), password, invitation: token(data.link) };
  expect((await browser.post('/api/auth/register', account)).status).toBe(201);
  return browser;
}
const idOf = async (name: string): Promise<string> =>
  (await owner.get('/api/members')).data.find((one: Member) => one.name === name).id;

beforeAll(async () => {
  expect((await owner.post('/api/auth/owner', { name: 'ada', email: email('ada'), password })).status).toBe(
    201,
  );
  await owner.post('/api/projects', { name: 'Shop', repo: '/srv/shop' });
});

describe('who looks after the installation', () => {
  it('has no password set by an admin of a workspace, whatever they are in it', async () => {
    const admin = await join('admin', 'admin');
    await join('keeper', 'member');
    const keeper = await idOf('keeper');
    const made = await owner.send('PATCH', `/api/admin/users/${keeper}`, { administrator: true });
    expect(made.data.administrator).toBe(true);
    const refused = await admin.post(`/api/members/${keeper}/reset-link`);
    expect([refused.status, refused.error?.message]).toEqual([
      403,
      expect.stringContaining('administrator of the installation'),
    ]);
    expect((await owner.post(`/api/members/${keeper}/reset-link`)).status, 'by another one').toBe(201);
    await owner.send('PATCH', `/api/admin/users/${keeper}`, { administrator: false });
    expect((await admin.post(`/api/members/${keeper}/reset-link`)).status, 'as one of many').toBe(201);
  });
});
