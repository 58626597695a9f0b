import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyEndpoint } from '@/contract/endpoint';
import { ENDPOINTS } from '@/contract/endpoints';
import { ErrorBody } from '@/contract/errors';
import type { Api } from '../with-api';
import { wordOf } from './access';
import { type RawAnswer, rawCall } from './raw-call';

const JSON_TYPE = { 'content-type': 'application/json' };
const BYTES_TYPE = { 'content-type': 'application/octet-stream' };
const NOBODY = '0'.repeat(32);
const PREFIX: Record<string, string> = {
  tasks: 'task',
  comments: 'cmt',
  discussion: 'remark',
  attachments: 'att',
  'task-templates': 'tmpl',
  'task-views': 'view',
  'push-subscriptions': 'push',
  projects: 'proj',
  agents: 'agent',
  exceptions: 'exc',
  checkpoints: 'exc',
  rules: 'rule',
  flows: 'flow',
  runners: 'runner',
  enrollments: 'enr',
  locks: 'lock',
  tokens: 'pat',
  members: 'user',
  invitations: 'inv',
  auth: 'sess',
  users: 'user',
  workspaces: 'ws',
  flow: 'run',
  review: 'node',
};
/** The smallest body that each endpoint for people takes. */
export const BODY: Record<string, object> = {
  createTask: { title: 'A task' },
  executeFlow: { name: 'A flow', nodes: [{ id: 'a' }] },
  simulateFlow: { flow: { name: 'A flow', nodes: [{ id: 'a' }] } },
  pauseFlow: {},
  resumeFlow: {},
  abortFlow: {},
  retryFlow: { nodeId: 'plan' },
  replayFlow: {},
  reviewFlowNode: { approve: true },
  updateTask: { title: 'Another' },
  cancelTask: {},
  retryTask: {},
  followUpTask: { text: 'And the tests, too.' },
  sendMessage: { text: 'Mind the tests.' },
  createTasks: { tasks: [{ title: 'A task' }] },
  importTasks: { format: 'json', content: '[]' },
  autoRetryTasks: {},
  runTask: {},
  verifyTask: {},
  closeTask: { resolution: 'wont_fix' },
  approveTask: { headSha: 'a'.repeat(40) },
  recoverWork: { attempt: 1 },
  addReviewComment: { headSha: 'a'.repeat(40), path: 'src/a.ts', line: 1, text: 'Why?' },
  setViewed: { headSha: 'a'.repeat(40), path: 'src/a.ts', viewed: true },
  requestChanges: { guidance: 'Do it again.' },
  createFlow: { template: 'plan-code-review-verify' },
  importFlow: { content: '{"name":"A flow","nodes":[]}' },
  validateFlow: { content: '{"name":"A flow","nodes":[]}' },
  saveFlow: { document: { name: 'A flow', nodes: [] }, version: 1 },
  restoreFlow: { version: 1 },
  createProject: { name: 'Project', repo: '/srv/project' },
  updateProject: { defaultBranch: 'main' },
  archiveTasks: { refs: ['TASK-999999'] },
  createTaskTemplate: { name: 'A template', draft: { title: 'A task' } },
  createTaskView: { name: 'A view' },
  updateTaskView: { shared: false },
  addRemark: { text: 'Why so?' },
  changeRemark: { text: 'Why, then?' },
  setWatch: { watching: true },
  assignTask: { assigneeId: null },
  readNotifications: {},
  updateNotificationSettings: { channels: {} },
  createPushSubscription: {
    endpoint: 'https://push.example.com/a',
    keys: {
      p256dh: 'BN_qBjNkLYKA4rweCKZu2A1bV5ZlpHhFVIq2OBIc9G9yxYcUhNpvldf9ngiggYqkMAKuilI5e6MS_UsmHO-ZkwE',
      auth: 'A'.repeat(22),
    },
  },
  resolveException: { option: 'retry' },
  resolveCheckpoint: { option: 'retry' },
  triageExceptions: { ids: ['EXC-999999'], status: 'acknowledged' },
  checkLocks: { files: ['src/a.ts'] },
  updateQueueSettings: { paused: false },
  releaseLock: { reason: 'It is stale.' },
  releaseLocks: { taskId: 'TASK-999999', reason: 'It is stale.' },
  takeLocks: { taskId: 'TASK-999999', reason: 'It is urgent.' },
  agentComplete: { nodeId: 'plan' },
  fileChanged: { nodeId: 'plan', files: ['src/a.ts'] },
  agentError: { nodeId: 'plan', error: 'It broke.' },
  hookCheckpoint: { nodeId: 'plan' },
  pauseAgent: {},
  resumeAgent: {},
  killAgent: {},
  stopWorkspace: { preview: true },
  stopProject: {},
  stopRunner: {},
  stopFlowRun: {},
  stopTask: {},
  clearQueue: {},
  takeOverTask: {},
  handInTask: {
    runnerId: `runner_${NOBODY}`,
    branch: 'takeover/TASK-1',
    baseSha: 'a'.repeat(40),
    headSha: 'b'.repeat(40),
    changes: { files: [], patch: '', truncated: false },
  },
  retryAgent: {},
  spawnAgent: { task: { title: 'A task' } },
  updateRunner: { name: 'desk' },
  createEnrollment: {},
  createPersonalToken: { name: 'CI' },
  claimDeviceLogin: { code: 'BCDF-GHJK' },
  decideDeviceLogin: { code: 'BCDF-GHJK', approve: false },
  rotatePersonalToken: {},
  selectWorkspace: { workspaceId: `ws_${'0'.repeat(32)}` },
  changePassword: { current: 'nothing', password: 'a long enough one' },
  updateMember: { role: 'member' },
  updateWorkspace: { name: 'Ours' },
  transferWorkspace: { memberId: `user_${'0'.repeat(32)}` },
  deleteWorkspace: { name: 'Not its name' },
  requestVerification: {},
  verifyEmail: { token: 'nothing' },
  renameAccount: { name: 'Another' },
  createResetLink: {},
  createStreamToken: {},
  updateAdminUser: {},
  updateAdminWorkspace: {},
  leaveWorkspace: {},
  createInvitation: {},
};
/** What an endpoint cannot do without in its query. */
export const QUERY: Record<string, string> = {
  searchLogs: '?q=sum',
  addAttachment: '?name=notes.txt',
  search: '?q=canary',
  getAway: '?since=2026-01-01T00:00:00Z',
};
const PEOPLE = ENDPOINTS.filter(({ who }) => who === 'person');
const WITH_ID = PEOPLE.filter(({ path }) => path.includes(':id'));
const WITH_BODY = PEOPLE.filter(({ body }) => body !== undefined && body !== 'bytes');
const WITH_BYTES = PEOPLE.filter(({ body }) => body === 'bytes');

const kindOf = ({ path }: AnyEndpoint) => PREFIX[wordOf(path)]!;
const at = (endpoint: AnyEndpoint, id = `${kindOf(endpoint)}_${NOBODY}`) =>
  `${endpoint.path.replace(':id', id)}${QUERY[endpoint.name] ?? ''}`;

/** What must hold of any refusal. */
function expectRefusal(answer: RawAnswer, status: number, code: string, named = ''): void {
  expect([answer.status, answer.json?.error?.code], `${named} ${answer.text.slice(0, 300)}`).toEqual([
    status,
    code,
  ]);
  expect(ErrorBody.safeParse(answer.json).success, answer.text).toBe(true);
  expect(answer.json.error.message).toMatch(/\S.{8,}/);
  expect(answer.headers['x-request-id']).toBe(answer.json.error.requestId);
  expect(answer.headers['content-type']).toContain('application/json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['ao-server']).toBe('1');
  expect(answer.text).not.toMatch(/\bat \/|node_modules|PrismaClient|select |"stack"/);
}

/** Every endpoint for people, by this door: whatever is wrong with a request is said, and nothing breaks. */
export function describeEveryEndpoint(door: 'own' | 'next', api: Api): void {
  const call = (endpoint: AnyEndpoint, path: string, options: Parameters<typeof rawCall>[3] = {}) => {
    const bytes = endpoint.body === 'bytes' ? 'some bytes' : undefined;
    const body = endpoint.body ? (bytes ?? JSON.stringify(BODY[endpoint.name])) : undefined;
    return rawCall(api.url, endpoint.method, path, {
      body,
      ...options,
      headers: { ...(endpoint.body ? (bytes ? BYTES_TYPE : JSON_TYPE) : {}), ...options.headers },
    });
  };
  describe(`by the ${door} door, an endpoint for people`, () => {
    it('has a smallest body in this test', () => {
      expect(Object.keys(BODY).sort()).toEqual(WITH_BODY.map(({ name }) => name).sort());
    });

    it.each(WITH_ID)('$name refuses an id of the wrong form', async (endpoint) => {
      for (const id of [
        'nonsense',
        `${kindOf(endpoint)}_123`,
        `claim_${NOBODY}`,
        `${kindOf(endpoint)}_${NOBODY.toUpperCase().replaceAll('0', 'A')}`,
        '%00',
        'TASK-0',
        'EXC--1',
        'x'.repeat(5000),
      ]) {
        const answer = await call(endpoint, at(endpoint, id));
        if (answer.status === 404 && door === 'next') continue; // Next itself may refuse such a path
        expectRefusal(answer, 400, 'VALIDATION_ERROR', `${endpoint.name} ${id.slice(0, 40)}`);
      }
    });

    it.each(WITH_ID.filter(({ name }) => name !== 'getLogs'))(
      '$name knows nothing of an id that is not there',
      async (endpoint) => {
        expectRefusal(await call(endpoint, at(endpoint)), 404, 'NOT_FOUND', endpoint.name);
      },
    );

    it.each(PEOPLE)('$name refuses a query field it does not know', async (endpoint) => {
      const answer = await call(endpoint, `${at(endpoint)}${QUERY[endpoint.name] ? '&' : '?'}surprise=1`);
      expectRefusal(answer, 400, 'VALIDATION_ERROR', endpoint.name);
      expect(answer.json.error.message).toContain('surprise');
    });

    it.each(WITH_BODY)('$name refuses a body that is no JSON object of its fields', async (endpoint) => {
      const path = at(endpoint);
      const sends = (body: string | Buffer, headers = {}) => call(endpoint, path, { body, headers });
      expectRefusal(await sends('{"a":'), 400, 'BAD_REQUEST', 'cut');
      expectRefusal(await sends(''), 400, 'BAD_REQUEST', 'empty');
      expectRefusal(
        await sends(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
        400,
        'BAD_REQUEST',
        'not UTF-8',
      );
      for (const odd of ['[]', 'null', '"text"', '7', 'true'])
        expectRefusal(await sends(odd), 400, 'VALIDATION_ERROR', odd);
      expectRefusal(await sends('{}', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
      expectRefusal(
        await sends('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      );
      for (const key of ['surprise', '__proto__', 'constructor']) {
        const unknown = await sends(
          `{${JSON.stringify(BODY[endpoint.name]).slice(1, -1)}${Object.keys(BODY[endpoint.name]!).length > 0 ? ',' : ''}"${key}":{"x":1}}`,
        );
        expectRefusal(unknown, 400, 'VALIDATION_ERROR', key);
        expect(unknown.json.error.details.fieldErrors.map((field: { path: string }) => field.path)).toContain(
          key,
        );
      }
    });

    it.each(WITH_BODY)('$name refuses more than it says it takes, a mebibyte for most', async (endpoint) => {
      const most = endpoint.maxBody ?? 1024 * 1024;
      const body = JSON.stringify({ ...BODY[endpoint.name], title: 'x'.repeat(most) });
      expectRefusal(await call(endpoint, at(endpoint), { body }), 413, 'BODY_TOO_LARGE', endpoint.name);
    });

    it.each(WITH_BYTES)('$name takes bytes alone, and no more than it says', async (endpoint) => {
      const sends = (options: Parameters<typeof rawCall>[3]) => call(endpoint, at(endpoint), options);
      expectRefusal(await sends({ headers: JSON_TYPE }), 415, 'UNSUPPORTED_MEDIA_TYPE');
      expectRefusal(await sends({ headers: { 'content-encoding': 'gzip' } }), 415, 'UNSUPPORTED_MEDIA_TYPE');
      const most = endpoint.maxBody ?? 1024 * 1024;
      expectRefusal(await sends({ body: Buffer.alloc(most + 1) }), 413, 'BODY_TOO_LARGE');
    });

    it.each(PEOPLE)('$name is closed to pages of other sites', async (endpoint) => {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[]) {
        expectRefusal(
          await call(endpoint, at(endpoint), { headers }),
          403,
          'FORBIDDEN',
          `${endpoint.name} ${JSON.stringify(headers)}`,
        );
      }
    });

    it.each(PEOPLE)('$name is closed to a name that leads here by trickery', async (endpoint) => {
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io']) {
        expectRefusal(
          await call(endpoint, at(endpoint), { headers: { host } }),
          401,
          'UNAUTHORIZED',
          `${endpoint.name} ${host}`,
        );
      }
    });
  });

  describe(`by the ${door} door, any bodies and queries`, () => {
    it.each(WITH_BODY)(
      '$name answers each with 2xx or a refusal, never with a failure of its own',
      async (endpoint) => {
        const fields = Object.keys((endpoint.body as unknown as { shape: object }).shape);
        const anything = fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.constantFrom(
            '\0',
            '\ud800',
            '9'.repeat(400),
            -1,
            1e308,
            2 ** 53,
            [],
            {},
            ['../x'],
            ['a\0b'],
            null,
            `task_${NOBODY}`,
            'TASK-1',
            'CANCELLED',
          ),
        );
        const bodies = fc.sample(
          fc.dictionary(fc.constantFrom(...(fields.length > 0 ? fields : ['x'])), anything, { maxKeys: 4 }),
          // What reads a body is the same behind both doors.
          { numRuns: door === 'own' ? 25 : 8, seed: 7 },
        );
        for (const body of bodies) {
          const answer = await call(endpoint, at(endpoint), {
            body: JSON.stringify({ ...BODY[endpoint.name], ...body }),
          });
          expect(
            answer.status,
            `${endpoint.name} ${JSON.stringify(body)} ${answer.text.slice(0, 200)}`,
          ).toBeLessThan(500);
          if (answer.status >= 400) expect(ErrorBody.safeParse(answer.json).success, answer.text).toBe(true);
        }
      },
    );

    it.each(PEOPLE.filter(({ answer }) => answer === 'list'))(
      '$name takes any query likewise',
      async (endpoint) => {
        const fields = Object.keys((endpoint.query as unknown as { shape: object }).shape);
        const odd = [
          '',
          '0',
          '-1',
          '1.5',
          '101',
          '1e9',
          'NaN',
          "' or 1=1 --",
          '%00',
          '%F0%9F%92%A1',
          '%ED%A0%80',
          '\\',
          '%25',
          'x'.repeat(3000),
          `task_${NOBODY}`,
          'TASK-999999999',
          'QUEUED,BLOCKED',
          ',',
          'true',
          // What reads a query is the same behind both doors.
        ].filter((_, i) => door === 'own' || i % 3 === 0);
        for (const field of fields) {
          for (const value of odd) {
            const answer = await rawCall(
              api.url,
              'GET',
              `${endpoint.path}?${field}=${encodeURI(value).replaceAll('%25', '%')}`,
            );
            expect(
              answer.status,
              `${endpoint.name} ${field}=${value} ${answer.text.slice(0, 200)}`,
            ).toBeLessThan(500);
          }
        }
      },
    );
  });
}
