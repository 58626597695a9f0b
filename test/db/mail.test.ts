import { afterAll, describe, expect, it } from 'vitest';
import { startMailServer } from '../support/mail-server';
import { CLIENT, startOidcServer } from '../support/oidc-server';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const mail = await startMailServer();
const oidc = await startOidcServer('http://agents.example.com/api/auth/callback/oidc');
afterAll(() => {
  mail.stop();
  oidc.stop();
});
Object.assign(process.env, {
  SMTP_URL: mail.url,
  MAIL_FROM: 'Agent Orchestrator <agents@example.com>',
  PUBLIC_URL: 'http://agents.example.com',
  SIGN_UP: 'open',
  OIDC_ISSUER: oidc.url,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
});

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const newBrowser = () => new WebClient(() => api.url);
const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const owner = newBrowser();
const linkIn = (text: string) => text.match(/http:\/\/agents\.example\.com\/\w+#(ao_\w+)/)?.[1];

describe('mail', { concurrent: false }, () => {
  it('brings a link for a new password to who has the address, and tells nobody whether there is one', async () => {
    expect((await owner.post('/api/auth/owner', OWNER)).status).toBe(201);
    expect((await owner.get('/api/auth/installation')).data.mail).toBe(true);
    const stranger = newBrowser();
    const evil = { host: 'evil.example' };
    const nobody = await stranger.post('/api/auth/reset-link', { email: 'nobody@example.com' }, evil);
    const known = await stranger.post('/api/auth/reset-link', { email: OWNER.email }, evil);
    expect([nobody.status, nobody.data]).toEqual([known.status, known.data]);
    const letter = await mail.letterTo(OWNER.email);
    expect(letter).toMatchObject({
      from: 'agents@example.com',
      subject: 'A new password for Agent Orchestrator',
    });
    expect(mail.letters, 'none to nobody').toEqual([]);
    const token = linkIn(letter.text);
    const changed = await stranger.post('/api/auth/reset', { token, password: 'another long password' });
    expect(changed.data).toEqual({ changed: true });
    OWNER.password = 'another long password';
    expect((await owner.post('/api/auth/login', OWNER_LOGIN())).status).toBe(200);
    expect((await stranger.post('/api/auth/reset', { token, password: 'and one more of them' })).status).toBe(
      404,
    );
  });

  it('is not sent to one address as often as somebody likes', async () => {
    const asks = await Promise.all(
      Array.from({ length: 6 }, () =>
        newBrowser().post('/api/auth/reset-link', { email: 'eve@example.com' }),
      ),
    );
    expect(asks.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
  });
});

describe('an account that a stranger makes', () => {
  const BEN = { name: 'Ben', email: 'ben@example.com', password: 'correct horse battery' };
  const ben = newBrowser();

  it('does nothing but see to itself until its address is proven', async () => {
    expect((await ben.post('/api/auth/register', BEN)).status).toBe(201);
    expect((await ben.get('/api/auth/me')).data).toMatchObject({ verified: false, role: 'owner' });
    const refused = [
      await ben.get('/api/tasks'),
      await ben.post('/api/tokens', { name: 'CI' }),
      await ben.post('/api/invitations', { email: 'cid@example.com' }),
    ];
    for (const { status, error } of refused)
      expect([status, error.details]).toEqual([403, { unverified: true }]);
    const { data } = await owner.post('/api/invitations', {});
    const joins = await ben.post('/api/invitations/accept', { token: data.link.split('#')[1] });
    expect(joins.error.details).toEqual({ unverified: true });
  });

  it('is proven by who has the mailbox and made the account, not by one of the two alone', async () => {
    const letter = await mail.letterTo(BEN.email, /verify/);
    const first = linkIn(letter.text);
    expect((await owner.post('/api/auth/verify', { token: first })).status, 'another account').toBe(404);
    expect((await newBrowser().post('/api/auth/verify', { token: first })).status, 'no account').toBe(401);
    expect((await ben.post('/api/auth/verification')).data).toEqual({ sent: true });
    const token = linkIn((await mail.letterTo(BEN.email, /verify/)).text);
    expect((await ben.post('/api/auth/verify', { token: first })).status, 'the earlier link').toBe(404);
    expect((await ben.post('/api/auth/reset', { token, password: 'no reset by it' })).status).toBe(404);
    expect((await ben.post('/api/auth/verify', { token })).data).toEqual({ verified: true });
    expect((await ben.get('/api/tasks')).status).toBe(200);
    expect((await ben.get('/api/auth/me')).data.verified).toBe(true);
  });

  it('is proven where a provider has seen its address, and has a workspace of its own', async () => {
    oidc.person = { sub: 'fay', name: 'Fay', email: 'fay@example.com', email_verified: true };
    const fay = newBrowser();
    const { data } = await fay.post('/api/auth/provider', { provider: 'oidc' });
    const { headers } = await fetch(data.url, { redirect: 'manual' });
    const back = new URL(headers.get('location')!);
    expect((await fay.get(`${back.pathname}${back.search}`)).headers.get('location')).toBe('/');
    expect((await fay.get('/api/auth/me')).data).toMatchObject({ role: 'owner', verified: true });
    expect((await fay.get('/api/tasks')).status).toBe(200);
  });

  it('is proven by a password that was set from its mailbox too', async () => {
    const cid = newBrowser();
    await cid.post('/api/auth/register', { ...BEN, name: 'Cid', email: 'cid@example.com' });
    await cid.post('/api/auth/reset-link', { email: 'cid@example.com' });
    const token = linkIn((await mail.letterTo('cid@example.com', /reset/)).text);
    const password = 'another long password';
    expect((await cid.post('/api/auth/reset', { token, password })).status).toBe(200);
    await cid.post('/api/auth/login', { email: 'cid@example.com', password });
    expect((await cid.get('/api/tasks')).status).toBe(200);
  });
});

describe('an invitation', () => {
  it('is mailed to whom it is for, without a word that its sender could choose', async () => {
    await owner.post('/api/auth/login', OWNER_LOGIN());
    const { data } = await owner.post('/api/invitations', { email: 'dan@example.com', role: 'viewer' });
    expect(data.mailed).toBe(true);
    const letter = await mail.letterTo('dan@example.com');
    expect(letter.text).toContain(data.link);
    expect(letter.text).toMatch(/^ada@example\.com invites you/);
    expect((await owner.post('/api/invitations', {})).data.mailed).toBe(false);
  });
});

const OWNER_LOGIN = () => ({ email: OWNER.email, password: OWNER.password });
