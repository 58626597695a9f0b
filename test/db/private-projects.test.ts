import { beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import { frame, NO_USAGE, ProtocolRunner } from '../support/protocol-runner';
import { WebClient } from '../support/web-client';
import { QUERY } from './api/every-endpoint';
import { withApi } from './with-api';

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600', RATE_LIMIT_PER_MINUTE: '1000000' });
const owner = new WebClient(() => api.url);
const member = new WebClient(() => api.url);
const password = 'correct horse battery';
let runner: ProtocolRunner;
let secret: string;
/** Whatever a member can read, by its path. */
const paths: string[] = [];

beforeAll(async () => {
  await owner.post('/api/auth/owner', { name: 'Ada', email: 'ada@example.com', password });
  const { data } = await owner.post('/api/invitations', { role: 'member' });
  const invitation = data.link.split('#')[1];
  await member.post('/api/auth/register', { name: 'ben', email: 'ben@example.com', password, invitation });
  const { data: open } = await owner.post('/api/projects', { name: 'Open', repo: '/srv/open' });
  runner = await new ProtocolRunner(api.url).connect('desk', { cookie: owner.cookie });
  await runner.open();
  const task = async (title: string) =>
    (await member.post('/api/tasks', { title, projectId: open.id, filesHint: ['src/'] })).data;
  const first = await task('It runs');
  const work = await runner.mustClaim();
  await runner.begin(work);
  const waits = await task('It waits for the files of the first');
  const privately = { name: 'Secret', repo: '/srv/secret', visibility: 'private' };
  secret = (await owner.post('/api/projects', privately)).data.id;
  await runner.serveAll();
  const ids: Record<string, string[]> = {
    tasks: [first.id, waits.id],
    projects: [open.id],
    agents: [work.agentId],
    runners: [runner.runnerId],
  };
  const reads = ENDPOINTS.filter(
    ({ method, who, action, stream, answer }) =>
      [method, who].join() === 'GET,person' &&
      action !== 'installation:manage' &&
      stream !== 'events' &&
      answer !== 'bytes',
  );
  for (const { name, path } of reads) {
    const known = path.includes(':') ? (ids[path.split('/')[2]!] ?? []) : [''];
    for (const id of known) paths.push(path.replace(':id', id).replace(/:\w+/g, '1') + (QUERY[name] ?? ''));
  }
  for (const by of ['runner', 'role', 'model', 'person']) paths.push(`/api/usage?period=30d&by=${by}`);
  paths.push('/api/search?q=', '/api/events?limit=1', '/api/tasks?limit=1');
}, 60_000);

/** What time alone changes. */
const OF_TIME = /"(?:\w*At|asOf|runMs|requestId|waitedMs|seconds)":(?:"[^"]*"|[\d.]+)|\bfor \d+ (?:s|min)\b/g;

async function seen(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const path of paths) {
    const answer = await fetch(api.url + path, { headers: { cookie: member.cookie } });
    all[path] = `${answer.status} ${(await answer.text()).replaceAll(OF_TIME, '')}`;
  }
  return all;
}

/** Work of every kind in the private project, by its owner and a machine. */
async function work(): Promise<void> {
  const task = (n: number) => ({
    title: `Hushed ${n}`,
    projectId: secret,
    filesHint: [`src/${n}`],
    priority: 0,
  });
  for (let n = 0; n < 4; n++) expect((await owner.post('/api/tasks', task(n))).status).toBe(201);
  const usage = { ...NO_USAGE, costMicros: 5_000_000, inputTokens: 1000, model: 'hushed' };
  const ends = [{}, { outcome: 'failed', reason: 'engine_error', headSha: null, changes: null }, null];
  for (const end of ends) {
    const agent = await runner.mustClaim();
    await runner.begin(agent);
    const chunk = frame(1, 'sum\n');
    await runner.append(agent, 0, chunk);
    await runner.heartbeatWith(agent, 1, { activity: 'Hushed', usage });
    if (end) await runner.finish(agent, { ...end, message: 'Hushed', usage }, [chunk]);
    await owner.post(`/api/tasks/${agent.taskId}/discussion`, { text: 'Hushed @ben' });
  }
  const document = { name: 'Hushed', nodes: [{ id: 'a', label: 'Hushed' }] };
  expect((await owner.post('/api/flows', { document, projectId: secret })).status).toBe(201);
  await owner.post('/api/agent-complete', { nodeId: 'hushed', projectId: secret, message: 'Hushed' });
}

describe('whatever happens in a private project', () => {
  it('changes nothing that others read: no list, no count, no figure, no bell', async () => {
    await seen();
    const before = await seen();
    expect(Object.values(before).filter((said) => !/^[24]/.test(said))).toEqual([]);
    await work();
    // What is counted behind the work is counted now.
    await expect
      .poll(async () => (await owner.get('/api/usage')).data.totals.agents, { timeout: 10_000 })
      .toBeGreaterThan(3);
    expect(await seen()).toEqual(before);
  }, 60_000);

  it('is not told by what its owner makes of it for everybody: templates, and tasks that wait for it', async () => {
    const task = { title: 'Hushed plan', description: 'Hushed words', projectId: secret };
    const { data: made } = await owner.post('/api/tasks', task);
    expect((await owner.post('/api/task-templates', { name: 'Plan', taskId: made.ref })).status).toBe(201);
    const { data: projects } = await member.get('/api/projects');
    const waits = {
      title: 'It waits for what nobody sees',
      projectId: projects[0].id,
      dependsOn: [made.ref],
    };
    const { data: waiting } = await owner.post('/api/tasks', waits);
    paths.push(`/api/tasks/${waiting.ref}`, `/api/tasks/${waiting.ref}/why`, '/api/task-templates');
    for (const [path, said] of Object.entries(await seen()))
      expect(said.includes('Hushed'), `${path} ${said.slice(0, 2000)}`).toBe(false);
    expect((await owner.get('/api/task-templates')).data).toMatchObject([
      { name: 'Plan', projectId: secret },
    ]);
  });

  it('is no more than that a name is taken, to who tries that very name', async () => {
    const asked = { repo: '/srv/mine' };
    const { data: mine } = await owner.post('/api/projects', { ...asked, name: 'Plain' });
    const refused = async (name: string) => {
      const answers = [
        await member.post('/api/projects', { ...asked, name }),
        await member.send('PATCH', `/api/projects/${mine.id}`, { name }),
      ];
      return answers.map(({ status, error }) => [status, error.code, error.message, error.details]);
    };
    const isTaken = (name: string) => [
      409,
      'CONFLICT',
      `There is a project called ${name} already. Choose another name.`,
      { name },
    ];
    // Of one that everybody sees, and of one that is hidden.
    for (const name of ['Open', 'Secret'])
      expect(await refused(name)).toEqual([isTaken(name), isTaken(name)]);
  });
});
