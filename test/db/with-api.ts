import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { type ApiServer, startApi } from '../support/api-server';
import { type Answer, send } from '../support/protocol-runner';
import { withDatabase } from '../support/with-database';

export type Api = ReturnType<typeof withApi>;

/** The API behind one of its doors, on a database of this file's own. */
export function withApi(door: 'own' | 'next', env: Record<string, string> = {}) {
  const database = withDatabase();
  let server: ApiServer;
  const api = {
    url: '',
    /** A superuser's way to its database. */
    databaseUrl: () => database.url,
    get: (path: string, headers?: Record<string, string>): Promise<Answer> =>
      send(api.url, 'GET', path, { headers }),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> =>
      send(api.url, 'POST', path, { body, headers }),
    patch: (path: string, body: unknown): Promise<Answer> => send(api.url, 'PATCH', path, { body }),
    del: (path: string): Promise<Answer> => send(api.url, 'DELETE', path),
    /** A project, made through the API. */
    async project(more: object = {}) {
      return must(
        await api.post('/api/projects', {
          name: `Shop ${randomUUID().slice(0, 8)}`,
          repo: '/srv/shop',
          ...more,
        }),
      );
    },
    /** A task of the only project, made through the API. */
    async task(more: object = {}) {
      return must(await api.post('/api/tasks', { title: 'Add a sum', ...more }));
    },
  };
  beforeAll(async () => {
    server = await startApi({ door, env });
    api.url = server.url;
  }, 300_000);
  afterAll(() => server?.stop());
  return api;
}

function must({ status, data, error }: Answer) {
  if (status >= 400) throw new Error(JSON.stringify(error));
  return data;
}
