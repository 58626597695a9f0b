import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import type { Api } from '../with-api';
import { callers, theirs } from './access';
import { rawCall } from './raw-call';

/** What has led past checks that stood in front of a framework instead of where the data is read. */
const FORGED: Record<string, string> = {
  'x-middleware-subrequest': Array(5).fill('src/proxy').join(':'),
  'x-middleware-rewrite': '/',
  'x-middleware-next': '1',
  'x-middleware-override-headers': 'cookie',
  'x-middleware-request-cookie': 'ao_session=x',
  'x-invoke-path': '/',
  'x-invoke-status': '200',
  'x-matched-path': '/',
  'x-now-route-matches': '1=/',
  'x-prerender-revalidate': 'x',
  'x-nextjs-data': '1',
  'x-forwarded-host': 'localhost',
  'x-forwarded-for': '127.0.0.1',
  'x-real-ip': '127.0.0.1',
  rsc: '1',
  'next-router-prefetch': '1',
  'next-router-segment-prefetch': '/_tree',
  'next-action': '0'.repeat(42),
};
const CLOSED = ENDPOINTS.filter(({ who }) => who !== 'anyone');
const PAGES = [
  '/',
  '/tasks',
  '/agents',
  '/exceptions',
  '/events',
  '/usage',
  '/locks',
  '/runners',
  '/projects',
  '/settings?tab=members',
  '/connect',
];

/** Paths that name the same thing in another way. */
const waysTo = (path: string): string[] => [
  path,
  `${path}.rsc`,
  `${path}.segments/_tree.segment.rsc`,
  `${path}/index.segments/_full.segment.rsc`,
  `${path}?nxtPid=${theirs.tasks}&nxtPpath=api&_rsc=1`,
  `/en${path}`,
  `/_next/data/build${path}.json`,
  `//localhost${path}`,
];

/** No way past the check, by one door: who has no credential, or that of another workspace, gets a refusal and nothing else. */
export function describeTricks(door: 'own' | 'next', api: Api): void {
  const secrets = () => ['For the agent', theirs.tasks!, theirs.projects!, theirs.agents!, theirs.runners!];

  describe(`by the ${door} door, tricks`, () => {
    it.each(CLOSED)(
      '$method $path gives nothing to who has no right, however it is asked',
      async ({ method, path }) => {
        const word = path.split('/')[2]!;
        const named = path.replace(':id', theirs[word] ?? 'x').replace(/:\w+/g, '1');
        for (const [caller, ways] of [
          ['none', waysTo(named)],
          ['foreign', path.includes(':id') ? waysTo(named).slice(0, 5) : []],
        ] as const) {
          for (const way of ways) {
            const { status, text } = await rawCall(api.url, method, way, {
              headers: { 'content-type': 'application/json', ...FORGED, ...callers[caller] },
              body: method === 'GET' ? undefined : '{"surprise":1}',
              takeMs: path.endsWith('/stream') ? 300 : undefined,
            });
            const said = `${caller} ${method} ${way}: ${status} ${text.slice(0, 200)}`;
            expect(status, said).toBeGreaterThanOrEqual(300);
            expect(status, said).toBeLessThan(500);
            const told = text.replaceAll(theirs[word] ?? '-', '');
            for (const secret of secrets())
              expect(told.includes(secret) && secret !== theirs.tasks, said).toBe(false);
          }
        }
      },
    );

    it('serves no source, no setting and no echo of what it was sent', async () => {
      for (const path of [
        '/.git/config',
        '/.env',
        '/package.json',
        '/prisma/schema.prisma',
        '/src/lib/env.ts',
        '/.data/auth-secret',
        '/_next/static/../../package.json',
        '/api/../.env',
        '/%2e%2e/package.json',
      ]) {
        const { status } = await rawCall(api.url, 'GET', path);
        expect([400, 404], `${path} ${status}`).toContain(status);
      }
      const { status, text } = await rawCall(api.url, 'TRACE', '/api/tasks', {
        headers: { 'x-canary': 'canary' },
      });
      expect(text).not.toContain('canary');
      // Next fails by itself at a method that the platform's requests do not know: none of our code hears of it.
      expect(status).toBe(door === 'own' ? 405 : 500);
    });

    it('has no actions of Next, and fetches no picture for anybody', async () => {
      for (const path of ['/', '/tasks', '/sign-in']) {
        const { status, text } = await rawCall(api.url, 'POST', path, {
          headers: {
            'next-action': '0'.repeat(42),
            'content-type': 'text/plain;charset=UTF-8',
            accept: 'text/x-component',
          },
          body: '[]',
        });
        expect(status, text.slice(0, 200)).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
      for (const at of ['http://169.254.169.254/', 'http://127.0.0.1/', '/icon.svg']) {
        const { status } = await rawCall(
          api.url,
          'GET',
          `/_next/image?url=${encodeURIComponent(at)}&w=64&q=75`,
        );
        expect([400, 404]).toContain(status);
      }
    });

    it.skipIf(door === 'own')('pages show nothing to strangers, and never stay in a cache', async () => {
      for (const page of PAGES) {
        const [path = '', query = ''] = page.split('?');
        for (const way of [page, ...waysTo(path).slice(1), `${path}?${query}&nxtPref=${theirs.tasks}`]) {
          for (const headers of [FORGED, {}, { rsc: '1' }]) {
            const { text } = await rawCall(api.url, 'GET', way, {
              headers: headers as Record<string, string>,
            });
            for (const secret of secrets())
              expect(
                text.replaceAll(way, '').includes(secret) && !way.includes(secret),
                `${way} ${secret}`,
              ).toBe(false);
          }
        }
        const { status, headers } = await rawCall(api.url, 'GET', page, { headers: callers.member });
        expect([status, headers['cache-control']], page).toEqual([200, expect.stringMatching(/no-store/)]);
      }
      const { text } = await rawCall(api.url, 'GET', '/tasks', { headers: callers.member });
      expect(text, 'a member sees it').toContain('For the agent');
      const foreign = await rawCall(api.url, 'GET', `/tasks/${theirs.tasks}`, {
        headers: { ...callers.foreign, ...FORGED },
      });
      expect(foreign.text).not.toContain('For the agent');
    });
  });
}
