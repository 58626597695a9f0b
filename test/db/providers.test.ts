import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT, startOidcServer } from '../support/oidc-server';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const HERE = 'http://agents.example.com';
const oidc = await startOidcServer(`${HERE}/api/auth/callback/oidc`);
afterAll(oidc.stop);
Object.assign(process.env, {
  PUBLIC_URL: HERE,
  OIDC_ISSUER: oidc.url,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: 'Example',
});

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const newBrowser = () => new WebClient(() => api.url);
const owner = newBrowser();
const token = (link: string) => link.split('#')[1]!;
const invite = async (body: object) => token((await owner.post('/api/invitations', body)).data.link);

/** Where the provider sends a browser that comes to it: the way back, as this server's own path. */
async function atProvider(url: string): Promise<string | null> {
  const { headers } = await fetch(url, { redirect: 'manual' });
  return headers.get('location')?.replace(HERE, '') ?? null;
}
/** The whole way of a browser; answers where it ends. */
async function through(browser: WebClient, more: object = {}): Promise<string | null> {
  const { data } = await browser.post('/api/auth/provider', { provider: 'oidc', ...more });
  const back = await browser.get((await atProvider(data.url))!, { 'sec-fetch-site': 'cross-site' });
  expect(back.status).toBe(302);
  return back.headers.get('location');
}
const person = (name: string, more: object = {}) => ({
  sub: `sub-${name}`,
  name,
  email: `${name.toLowerCase()}@example.com`,
  email_verified: true,
  ...more,
});

describe('signing in by a provider', { concurrent: false }, () => {
  beforeAll(async () => {
    const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    expect((await owner.post('/api/auth/owner', ada)).status).toBe(201);
  });

  it('is offered where it is set up, and nowhere else', async () => {
    const { data } = await owner.get('/api/auth/installation');
    expect(data.providers).toEqual([{ id: 'oidc', name: 'Example' }]);
    expect((await newBrowser().post('/api/auth/provider', { provider: 'github' })).status).toBe(404);
  });

  it('lets nobody in without an account or an invitation', async () => {
    oidc.person = person('Eve');
    const eve = newBrowser();
    expect(await through(eve)).toBe('/sign-in?error=needs_invitation');
    const forBen = await invite({ email: 'ben@example.com' });
    expect(await through(eve, { invitation: forBen })).toBe('/sign-in?error=needs_invitation');
    expect((await eve.get('/api/tasks')).status).toBe(401);
    const forAll = await invite({});
    oidc.person = person('Eve', { email_verified: false });
    expect(await through(eve, { invitation: forAll })).toBe('/sign-in?error=unverified_address');
  });

  it('makes an account by an invitation, and knows it again by the provider’s own name for it', async () => {
    oidc.person = person('Ben');
    const ben = newBrowser();
    const to = await through(ben, { invitation: await invite({ role: 'viewer' }), next: '/tasks?page=2' });
    expect(to).toBe('/tasks?page=2');
    expect((await ben.get('/api/auth/me')).data).toMatchObject({
      name: 'Ben',
      role: 'viewer',
      verified: true,
    });
    oidc.person = person('Ben', { email: 'ben@elsewhere.example', email_verified: false });
    const again = newBrowser();
    expect(await through(again)).toBe('/');
    expect((await again.get('/api/auth/me')).data.email).toBe('ben@example.com');
  });

  it('opens an account that is there only where both sides have seen the address', async () => {
    const cid = { name: 'Cid', email: 'cid@example.com', password: 'correct horse battery' };
    await newBrowser().post('/api/auth/register', { ...cid, invitation: await invite({}) });
    oidc.person = person('Cid');
    expect(await through(newBrowser()), 'not seen here').toBe('/sign-in?error=account_not_linked');
    oidc.person = person('Ada', { email_verified: false });
    expect(await through(newBrowser()), 'not seen there').toBe('/sign-in?error=account_not_linked');
    oidc.person = person('Ada');
    const ada = newBrowser();
    expect(await through(ada)).toBe('/');
    expect((await ada.get('/api/auth/me')).data).toMatchObject({ name: 'Ada', role: 'owner' });
  });

  it('keeps nothing that opens an account at the provider', async () => {
    const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await sql.connect();
    const { rows } = await sql.query('select to_jsonb(a)::text as kept from account a');
    await sql.end();
    expect(rows).toHaveLength(4);
    for (const { kept } of rows) expect(kept).not.toMatch(/access-|refresh-|eyJ/);
  });

  it('ends at the browser that began it', async () => {
    oidc.person = person('Ada');
    const [mine, theirs] = [newBrowser(), newBrowser()];
    const begun = await Promise.all(
      [mine, theirs].map((one) => one.post('/api/auth/provider', { provider: 'oidc' })),
    );
    const ways = await Promise.all(begun.map(({ data }) => atProvider(data.url)));
    const ended = async (browser: WebClient, path: string) =>
      (await browser.get(path)).headers.get('location');
    expect(await ended(mine, ways[1]!), 'the other’s state').toBe('/sign-in?error=state_mismatch');
    expect(await ended(newBrowser(), ways[0]!), 'no cookie').toBe('/sign-in?error=state_mismatch');
    expect(await ended(theirs, '/api/auth/callback/oidc?code=x'), 'no state').toBe(
      '/sign-in?error=state_not_found',
    );
    const swapped = new URL(ways[1]!, HERE);
    swapped.searchParams.set('code', 'of-somebody-else');
    expect(await ended(theirs, `${swapped.pathname}${swapped.search}`)).toBe('/sign-in?error=invalid_code');
    for (const browser of [mine, theirs]) expect((await browser.get('/api/tasks')).status).toBe(401);
  });

  it('asks with PKCE and one exact way back, and is refused without', async () => {
    const { data } = await newBrowser().post('/api/auth/provider', { provider: 'oidc' });
    expect(await atProvider(data.url)).toContain('/api/auth/callback/oidc?code=');
    for (const [name, value] of [
      ['code_challenge', null],
      ['code_challenge_method', 'plain'],
      ['redirect_uri', 'http://evil.example/api/auth/callback/oidc'],
      ['redirect_uri', `${HERE}/api/auth/callback/oidc/../x`],
    ] as const) {
      const url = new URL(data.url);
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
      expect(await atProvider(url.toString()), `${name} ${value}`).toBeNull();
    }
    // A challenge of one's own: the code that comes of it cannot be redeemed here.
    const browser = newBrowser();
    const begun = await browser.post('/api/auth/provider', { provider: 'oidc' });
    const url = new URL(begun.data.url);
    url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    const back = await browser.get((await atProvider(url.toString()))!);
    expect(back.headers.get('location')).toBe('/sign-in?error=invalid_code');
  });

  it.each(['signature', 'nonce', 'audience', 'issuer'] as const)(
    'believes no token whose %s is wrong',
    async (wrong) => {
      oidc.person = person('Ada');
      oidc.wrong = wrong;
      const browser = newBrowser();
      expect(await through(browser)).toBe('/sign-in?error=unable_to_get_user_info');
      oidc.wrong = undefined;
      expect((await browser.get('/api/tasks')).status).toBe(401);
    },
  );

  it('leads nowhere but into this dashboard afterwards', async () => {
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%0d%0aset-cookie:x=1\n',
      '/..//evil.example',
      '/.//evil.example',
      '/tasks/..//evil.example',
      '/%2e%2e//evil.example',
    ])
      expect((await newBrowser().post('/api/auth/provider', { provider: 'oidc', next })).status, next).toBe(
        400,
      );
  });
});
