import { afterAll, describe, expect, it } from 'vitest';
import { startMailServer } from '../support/mail-server';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const mail = await startMailServer();
afterAll(mail.stop);
Object.assign(process.env, {
  SMTP_URL: mail.url,
  MAIL_FROM: 'Agent Orchestrator <agents@example.com>',
  PUBLIC_URL: 'http://agents.example.com',
});

const api = withApi('own');
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

const OWNER_LOGIN = () => ({ email: OWNER.email, password: OWNER.password });
