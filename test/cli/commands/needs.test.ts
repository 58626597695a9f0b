import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Assignment } from '@/contract/claim';
import { changeOf, PASSING_TEST, type ProtocolRunner } from '../../support/protocol-runner';
import { withDashboard } from './with-dashboard';

const at = withDashboard();
let runner: ProtocolRunner;

beforeAll(async () => {
  await at.api.project({ name: 'Shop' });
  runner = await at.runner();
});

const begun: string[] = [];
// An agent that says nothing is lost in time, and the next test would get its task.
afterEach(async () => {
  for (const ref of begun.splice(0)) await at.api.post(`/api/tasks/${ref}/cancel`);
});

/** An agent at work on a task that holds a file. */
async function agentAtWork(file: string): Promise<{ ref: string; assignment: Assignment }> {
  const { ref } = await at.api.task({ title: `Change ${file}`, filesHint: [file] });
  begun.push(ref);
  const assignment = await runner.mustClaim();
  expect(assignment.taskRef).toBe(ref);
  await runner.begin(assignment);
  return { ref, assignment };
}

async function ask(assignment: Assignment): Promise<string> {
  const asked = await runner.as(assignment, 'POST', 'questions', {
    questionId: randomUUID(),
    kind: 'question',
    title: 'Which currency?',
    body: 'Prices have none.',
    options: [
      { id: 'euro', label: 'Euro', consequence: 'Prices are in euro.' },
      { id: 'dollar', label: 'Dollar', consequence: 'Prices are in dollars.' },
    ],
  });
  return asked.data.ref;
}

describe('locks', () => {
  test('lists and checks what a task holds', async () => {
    const { ref } = await agentAtWork('src/held.ts');
    const { data, pagination } = await at.json(['locks', '--project', 'Shop']);
    expect(pagination.totalCount).toBe(data.length);
    const lock = data.find(({ pattern }: { pattern: string }) => pattern === 'src/held.ts');
    expect(lock).toMatchObject({ taskRef: ref, projectName: 'Shop' });
    expect((await at.run(['locks'])).stdout).toMatch(new RegExp(`${ref} .*${lock.id}.*src/held.ts`));
    const held = await at.json(['locks', 'check', 'src/held.ts', 'src/free.ts'], 1);
    expect(held.data).toMatchObject({ available: false, heldBy: [{ path: 'src/held.ts', taskRef: ref }] });
    expect((await at.run(['locks', 'check', 'src/held.ts'])).stdout).toContain(`is held by ${ref}`);
  });

  test('takes one from its task for a reason, and not without', async () => {
    await agentAtWork('src/given-up.ts');
    const [lock] = (await at.api.get('/api/locks')).data.filter(
      ({ pattern }: { pattern: string }) => pattern === 'src/given-up.ts',
    );
    const wordless = await at.run(['locks', 'release', lock.id]);
    expect(wordless.code).toBe(2);
    expect(wordless.stderr).toContain('--reason');
    const { data } = await at.json(['locks', 'release', lock.id, '--reason', 'Given up.']);
    expect(data).toEqual({ id: lock.id, released: true });
    expect((await at.json(['locks', 'check', 'src/given-up.ts'])).data.available).toBe(true);
  });
});

describe('waits for files', () => {
  test('are listed with who holds what, and end where a person takes the file over', async () => {
    const { ref: holder } = await agentAtWork('src/wanted.ts');
    const waiter = await at.api.post('/api/tasks', { title: 'Waits', filesHint: ['src/wanted.ts'] });
    begun.push(waiter.data.ref);
    expect((await runner.claim()).data.assignment).toBeNull();
    const { data } = await at.json(['locks', 'waits', '--project', 'Shop']);
    const wait = data.find(({ taskRef }: { taskRef: string }) => taskRef === waiter.data.ref);
    expect(wait.waitsFor).toMatchObject([{ path: 'src/wanted.ts', taskRef: holder }]);
    expect((await at.run(['locks', 'waits'])).stdout).toMatch(
      new RegExp(`${waiter.data.ref} .*src/wanted.ts +${holder} +IN_PROGRESS`),
    );
    const taken = await at.run(['locks', 'take', waiter.data.ref, '--reason', 'It is urgent.']);
    expect(taken.stdout).toContain(`Took src/wanted.ts from ${holder}.`);
    expect((await at.json(['locks', 'check', 'src/wanted.ts'], 1)).data.heldBy).toMatchObject([
      { taskRef: waiter.data.ref },
    ]);
  });
});

describe('merge lines', () => {
  /** Tasks whose approved commits wait for their merge. */
  const approved = async (files: string[]): Promise<string[]> => {
    const works = [];
    for (const file of files) works.push({ file, ...(await agentAtWork(file)) });
    for (const { file, assignment } of works) await runner.finish(assignment, { changes: changeOf(file) });
    for (const _ of files) await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    for (const { ref } of works) await at.api.post(`/api/tasks/${ref}/approve`, { headSha: 'b'.repeat(40) });
    return works.map(({ ref }) => ref);
  };
  const says = (merge: Assignment, phase: string, activity: string) =>
    runner.heartbeatWith(merge, 1, { phase, activity });

  test('say what is merged, what waits behind it, and what came back with its failing test', async () => {
    const refs = await approved(['src/m1.ts', 'src/m2.ts', 'src/m3.ts']);
    const [first, second, third] = refs;
    const queued = (await at.json(['merges'])).data.lines;
    expect(queued).toMatchObject([{ projectName: 'Shop', branch: 'main', returned: [], landed: [] }]);
    expect(queued[0].standing).toMatchObject(
      refs.map((taskRef, i) => ({ taskRef, state: 'queued', agentId: null, behind: refs.slice(0, i) })),
    );
    expect(queued[0].standing[0].sentence).toBe('Waits for laptop, which holds its commit');

    const merges = [await runner.mustClaim(), await runner.mustClaim(), await runner.mustClaim()] as const;
    for (const merge of merges) await runner.begin(merge);
    await says(merges[2], 'waiting to merge', `Waits for ${first} and ${second} to be merged into main`);
    await says(merges[0], 'bisecting', `Proves ${first} on main`);
    await says(merges[1], 'bisecting', `Something breaks together; ${first} first, to find out what`);
    const [line] = (await at.json(['merges', '--project', 'Shop'])).data.lines;
    expect(line.standing.map((one: { state: string }) => one.state)).toEqual([
      'bisecting',
      'bisecting',
      'waiting',
    ]);
    expect(line.standing[2]).toMatchObject({
      taskRef: third,
      agentId: merges[2].agentId,
      runnerName: 'laptop',
    });

    await runner.finish(merges[0]);
    const message = `On top of main and ${first}, the check test fails.\nOutput`;
    const failing = ['the range is wide'];
    await runner.finish(merges[1], { outcome: 'failed', reason: 'checks_failed', message, failing });
    const [after] = (await at.api.get('/api/merges')).data.lines;
    expect(after.standing).toMatchObject([{ taskRef: third, behind: [] }]);
    expect(after.landed).toMatchObject([{ taskRef: first, mergedSha: 'b'.repeat(40) }]);
    const sentence = `On top of main and ${first}, the check test fails.`;
    const back = { taskRef: second, status: 'QUEUED', reason: 'checks_failed', tests: failing, sentence };
    expect(after.returned).toMatchObject([back]);
    const printed = (await at.run(['merges'])).stdout;
    expect(printed).toMatch(new RegExp(`${second} +came back .*“the range is wide” fails`));
    expect(printed).toMatch(new RegExp(`${third} +waiting .*Waits for ${first} and ${second}`));
    await runner.finish(merges[2]);
  });
});

describe('exceptions', () => {
  test('are listed and shown with their options', async () => {
    const { ref, assignment } = await agentAtWork('src/a.ts');
    const exception = await ask(assignment);
    const { data } = await at.json(['exceptions', '--task', ref]);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ ref: exception, type: 'QUESTION', status: 'open', taskRef: ref });
    expect((await at.run(['exceptions'])).stdout).toMatch(
      new RegExp(`${exception} +${ref} +QUESTION.*Which currency`),
    );
    const shown = (await at.run(['exceptions', 'show', exception.toLowerCase()])).stdout;
    expect(shown).toContain('  2  dollar: Dollar. Prices are in dollars.');
    expect((await at.json(['exceptions', 'show', exception])).data.ref).toBe(exception);
  });

  test('answer chooses an option by its id or number, and the agent gets it', async () => {
    const { assignment } = await agentAtWork('src/b.ts');
    const exception = await ask(assignment);
    const nothing = await at.run(['answer', exception]);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('euro (Euro), dollar (Dollar)');
    expect((await at.json(['answer', exception, 'yen'], 2)).error.code).toBe('NO_SUCH_OPTION');
    const { data } = await at.json(['answer', exception, '2', '--text', 'US dollars.']);
    expect(data).toMatchObject({
      status: 'resolved',
      resolution: { option: 'dollar', text: 'US dollars.' },
    });
    const again = await at.run(['answer', exception, 'euro']);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^Error: \S.*\[\w+\]\n$/);
    expect(
      (await at.json(['exceptions', '--status', 'resolved'])).data.map((one: { ref: string }) => one.ref),
    ).toContain(exception);
  });
});

test('a limit that was met is raised by its answer', async () => {
  const { ref, assignment } = await agentAtWork('src/dear.ts');
  await runner.finish(assignment, { outcome: 'failed', reason: 'budget_exhausted', message: 'Spent.' });
  const [{ ref: exception }] = (await at.json(['exceptions', '--task', ref])).data;
  const { data } = await at.json(['answer', exception, 'raise_cap', '--budget', '5', '--max-turns', '90']);
  expect(data.status).toBe('resolved');
  const { data: task } = await at.json(['tasks', 'show', ref]);
  expect(task).toMatchObject({ status: 'QUEUED', budgetMicros: 5_000_000, maxTurns: 90 });
});

test('rules are listed, and one that is not there is said to be missing', async () => {
  expect((await at.json(['rules'])).data).toEqual([]);
  expect((await at.json(['rules', 'remove', `rule_${'0'.repeat(32)}`], 1)).error.code).toBe('NOT_FOUND');
});

describe('pause and resume', () => {
  test('of an agent is asked of its runner, by the task it works on', async () => {
    const { ref, assignment } = await agentAtWork('src/c.ts');
    const { data } = await at.json(['pause', ref]);
    expect(data).toMatchObject({ id: assignment.agentId, pauseRequestedAt: expect.any(String) });
    expect((await at.json(['resume', assignment.agentId])).data.pauseRequestedAt).toBeNull();
    const idle = await at.api.task({ title: 'Idle', draft: true });
    expect((await at.json(['pause', idle.ref], 1)).error.code).toBe('NO_LIVE_AGENT');
    for (const verb of ['pause', 'resume'])
      expect((await at.json([verb, 'TASK-9999'], 1)).error.code).toBe('NOT_FOUND');
  });

  test('of all that a level names begins with a stop of it', async () => {
    const { ref } = await agentAtWork('src/d.ts');
    const seen = await at.json(['stop', '--all', '--dry-run']);
    expect(seen.data).toMatchObject({ level: 'workspace', stopped: false });
    const stopped = await at.run(['stop', ref, '--note', 'It went wrong.']);
    expect(stopped.stdout).toMatch(/^The task is stopped\.\n/);
    expect(stopped.stdout).toContain(`Ends the agent of ${ref} on `);
    expect((await at.json(['tasks', 'show', ref])).data.stoppedAt).toEqual(expect.any(String));
    expect((await at.json(['resume', ref])).data).toMatchObject({ level: 'task', stopped: false });
    expect((await at.json(['stop', '--runner', 'nobody'], 2)).error.code).toBe('NO_SUCH_RUNNER');
    expect((await at.json(['stop', '--flow', `run_${'0'.repeat(32)}`], 1)).error.code).toBe('NOT_FOUND');
    expect((await at.json(['queue'])).data).toMatchObject({ paused: false, clearedAt: null });
    expect((await at.json(['queue', 'clear'])).data).toMatchObject({ cancelledNow: 0 });
    expect((await at.json(['stop', ref, '--all'], 2)).error.code).toBe('WRONG_USAGE');
  });

  test('of this machine’s runner stands at the dashboard', async () => {
    const runnerId = await at.connect();
    const paused = await at.run(['pause', '--note', 'Updating it.']);
    expect(paused.stdout).toContain('laptop takes no new work');
    const { data } = await at.api.get(`/api/runners/${runnerId}`);
    expect(data).toMatchObject({ status: 'PAUSED', pauseNote: 'Updating it.' });
    const sentence = 'laptop is paused (“Updating it.”): it takes no work until agent-orchestrator resume.';
    const once = await at.run(['start', '--once', '--json']);
    expect(once.stderr).toContain(sentence);
    expect(once.stderr).not.toMatch(/ready for work|no work for this machine/);
    expect(JSON.parse(once.stdout).paused).toEqual({ note: 'Updating it.' });
    expect((await at.run(['status'])).stdout).toContain(sentence);
    expect((await at.json(['status'])).data.paused).toBe(true);
    expect((await at.run(['doctor'])).stdout).toContain(sentence);
    expect((await at.json(['resume'])).data).toMatchObject({ id: runnerId, status: 'ACTIVE' });
    expect((await at.json(['status'])).data.paused).toBe(false);
  });
});
