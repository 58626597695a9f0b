import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import { ProtocolRunner, send } from '../../support/protocol-runner';
import { signedIn } from '../../support/signed-in';
import type { Api } from '../with-api';
import { ACCESS } from './expected-access';
import { rawCall } from './raw-call';

const ROLES = ['viewer', 'member', 'admin', 'owner'];
/** Who made the first account: an owner like others, who looks after the installation besides. */
const FIRST = 'administrator';
const MACHINES = ['cron', 'enrollment', 'runner', 'agent'];
const CRON_SECRET = 'a secret of sixteen or more';
/** What every way of calling needs of an installation: a fast machine asks thousands of times a minute here. */
export const SETTINGS = {
  RATE_LIMIT_PER_MINUTE: '1000000',
  SIGN_IN_LIMIT_PER_MINUTE: '100000',
  CRON_SECRET,
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
/** Every kind of caller, by what it sends along. */
export const callers: Record<string, Record<string, string>> = {
  none: {},
  forged: bearer(`ao_pat_${'0'.repeat(38)}`),
  cron: bearer(CRON_SECRET),
};
/** Things of the first workspace, by the word that a path has before an id. */
export const theirs: Record<string, string> = {};
const NOBODY = '0'.repeat(32);
const KIND: Record<string, string> = {
  tasks: 'task',
  projects: 'proj',
  agents: 'agent',
  exceptions: 'exc',
  checkpoints: 'exc',
  rules: 'rule',
  flows: 'flow',
  locks: 'lock',
  runners: 'runner',
  runner: 'agent',
  enrollments: 'enr',
  tokens: 'pat',
  auth: 'sess',
  members: 'user',
  invitations: 'inv',
  users: 'user',
  workspaces: 'ws',
  flow: 'run',
  review: 'node',
  attachments: 'att',
};
/** The word of a path that says what its id names. */
export const wordOf = (path: string): string => {
  const [, , word = '', inner = ''] = path.split('/');
  return word === 'admin' ? inner : word;
};

/** What ends the runner comes last: the others need it. */
const LAST = ['DELETE /api/runner/sessions/current', 'DELETE /api/runner/runners/current'];
const ROWS = Object.entries(ACCESS).sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));

/**
 * Every endpoint and every kind of caller, by one door, in an installation with accounts. What is sent is not valid and
 * names nothing, so whoever is let in changes nothing: the question is who is turned away before that, and how.
 */
export function describeAccess(door: 'own' | 'next', api: Api): void {
  describe(`by the ${door} door, with accounts`, () => {
    beforeAll(() => peopleTheInstallation(api), 120_000);

    it('every endpoint has a row of who may call it', () => {
      const all = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
      expect(all.sort()).toEqual(Object.keys(ACCESS).sort());
    });

    it.each(ROWS)('%s is for %s', async (endpoint, who) => {
      const [method = '', path = ''] = endpoint.split(' ');
      for (const caller of who === 'anyone' ? ['none', 'member'] : Object.keys(callers)) {
        const { status, json, text } = await rawCall(api.url, method, address(path, caller), {
          headers: { 'content-type': 'application/json', ...callers[caller] },
          body: method === 'GET' ? undefined : '{"surprise":1}',
          takeMs: path.endsWith('/stream') ? 500 : undefined,
        });
        expect(verdict(status, json?.error?.code), `${caller}: ${status} ${text.slice(0, 200)}`).toMatch(
          expected(caller, who, method, path),
        );
      }
    });
  });
}

function address(path: string, caller: string): string {
  const word = wordOf(path);
  const foreign = caller === 'foreign' && theirs[word];
  const own = caller === 'agent' && path.startsWith('/api/runner/agents') && theirs.agents;
  return path
    .replace(':id', foreign || own || `${KIND[word]}_${NOBODY}`)
    .replace(':attempt', '1')
    .replace(':questionId', 'q-1')
    .replace(':attachmentId', `att_${NOBODY}`)
    .replace(/\/search$/, '/search?q=sum');
}

const verdict = (status: number, code: string | undefined): string => {
  if (status === 401) return 'unknown';
  if (status === 403) return 'refused';
  return code === 'NOT_FOUND' ? 'nothing there' : 'let in';
};

/** What a caller must be told. A stranger with the ids of another workspace finds nothing there. */
function expected(caller: string, who: string, method: string, path: string): RegExp {
  if (who === 'anyone') return /let in/;
  if (who === FIRST && [...ROLES, 'foreign'].includes(caller)) return /refused/;
  const least = ROLES.indexOf(who.replace('+', ''));
  if (caller === FIRST) return MACHINES.includes(who) ? /unknown/ : /let in|nothing there/;
  if (least < 0) return caller === who ? /let in|nothing there/ : /unknown/;
  // Where a body is taken, it is found wrong before anything is looked for.
  const asks = path.includes(':id') && ['GET', 'DELETE'].includes(method) && theirs[wordOf(path)];
  if (caller === 'foreign' && asks) return /nothing there/;
  if (caller === 'foreign') return /let in|nothing there/;
  const role = ROLES.indexOf(caller);
  if (role < 0) return /unknown/;
  return role >= least ? /let in|nothing there/ : /refused/;
}

/** A machine and its agent, an owner, a member of each role, somebody of another workspace, and a session that has ended. */
async function peopleTheInstallation(api: Api): Promise<void> {
  // What the tests before have left may wait for ever.
  await api.patch('/api/settings/queue', { paused: false });
  const { id: projectId } = await api.project();
  const runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
  await api.task({ title: 'For the agent', projectId, priority: 0 });
  const assignment = await runner.mustClaim();
  callers.runner = runner.credentials();
  callers.agent = bearer(assignment.token);
  theirs.agents = assignment.agentId;
  theirs.tasks = assignment.taskId;
  theirs.projects = assignment.project.id;
  theirs.runners = runner.runnerId;
  const enrollment = (await api.post('/api/enrollments', {})).data;
  callers.enrollment = bearer(enrollment.token);
  theirs.enrollments = enrollment.id;
  theirs.tokens = (await api.post('/api/tokens', { name: 'CI' })).data.id;

  const account = (name: string) => ({
    name,
    email: `${name}@example.com`,
    password: 'correct horse battery',
  });
  callers[FIRST] = await signedIn(api.url, '/api/auth/owner', account(FIRST));
  for (const role of ['viewer', 'member', 'admin', 'owner', 'foreign', 'ended']) {
    const invited = await send(api.url, 'POST', '/api/invitations', {
      headers: callers[FIRST],
      body: { role: ROLES.includes(role) ? role : 'member' },
    });
    const invitation = invited.data.link.split('#')[1];
    callers[role] = await signedIn(api.url, '/api/auth/register', { ...account(role), invitation });
  }
  await send(api.url, 'POST', '/api/auth/logout', { headers: callers.ended, body: {} });
  const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
  const other = randomUUID();
  await sql.query("insert into workspace (id, name, slug) values ($1, 'Other', 'other')", [other]);
  await sql.query(
    `update member set workspace_id = $1, role = 'owner' where user_id = (select id from "user" where name = 'foreign')`,
    [other],
  );
  await sql.end();
  // What a server remembers of sessions is over.
  await new Promise((done) => setTimeout(done, 1_000));
}
