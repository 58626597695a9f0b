import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { changeOf, PASSING_TEST, ProtocolRunner } from '../../support/protocol-runner';
import { withDashboard } from './with-dashboard';

const at = withDashboard();
beforeAll(async () => {
  await at.api.project({ name: 'Shop' });
});

describe('tasks', () => {
  test('create says the ref, and what was said of the task is kept', async () => {
    const { data } = await at.json([
      ...[
        'tasks',
        'create',
        'Add a sum',
        '--description',
        'Both prices.',
        '--risk',
        'LOW',
        '--priority',
        '1',
      ],
      ...[
        '--project',
        'shop',
        '--type',
        'bug',
        '--file',
        'src/sum.ts',
        '--file',
        'src/api/',
        '--label',
        'money',
      ],
      ...['--accept', 'The sum is right.', '--budget', '2.50', '--timeout', '30', '--max-turns', '20'],
      ...['--target', 'release', '--review', '--draft'],
    ]);
    expect(data).toMatchObject({
      title: 'Add a sum',
      description: 'Both prices.',
      status: 'DRAFT',
      riskLevel: 'LOW',
      priority: 1,
      projectName: 'Shop',
      type: 'bug',
      filesHint: ['src/sum.ts', 'src/api/'],
      labels: ['money'],
      acceptance: ['The sum is right.'],
      budgetMicros: 2_500_000,
      timeoutMs: 1_800_000,
      maxTurns: 20,
      targetBranch: 'release',
      requiresReview: true,
    });
    const text = await at.run(['tasks', 'create', 'Second', '--depends-on', data.ref.toLowerCase()]);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^TASK-\d+ is BLOCKED: Second\nhttp:\S+\/tasks\/TASK-\d+\n$/);
  });

  test('a description comes through stdin', async () => {
    const ran = await at.run(
      ['tasks', 'create', 'Long', '--description', '-', '--json'],
      {},
      'Line 1\nLine 2\n',
    );
    expect(JSON.parse(ran.stdout).data.description).toBe('Line 1\nLine 2');
  });

  test('list filters, pages, and is one JSON document', async () => {
    for (const title of ['One', 'Two', 'Three']) await at.api.task({ title, labels: ['listed'] });
    const { data, pagination } = await at.json(['tasks', '--label', 'listed', '--limit', '2']);
    expect(data.map(({ title }: { title: string }) => title)).toEqual(['Three', 'Two']);
    expect(pagination).toMatchObject({ limit: 2, totalCount: 3, hasMore: true });
    const text = await at.run(['tasks', 'list', '--label', 'listed', '--limit', '2', '--status', 'queued']);
    expect(text.stdout).toMatch(/^TASK +STATUS .*\nTASK-\d+ +QUEUED .*Three\nTASK-\d+ +QUEUED .*Two\n$/);
    expect(text.stderr).toContain('1 to 2 of 3; the next with --offset 2.');
    const one = await at.json([
      'tasks',
      '--label',
      'listed',
      '--sort',
      'number',
      '--order',
      'asc',
      '--limit',
      '1',
    ]);
    expect(one.data[0].title).toBe('One');
    expect((await at.run(['tasks', '--search', 'nowhere'])).stdout).toBe('No task matches.\n');
    expect((await at.run(['find', 'nowhere'])).stdout).toBe('Nothing is called that.\n');
    const { ref } = one.data[0];
    expect((await at.json(['find', ref, '--kind', 'task'])).data).toMatchObject([{ ref, title: 'One' }]);
    expect((await at.run(['discuss', ref, 'Why so?'])).stdout).toBe('Said.\n');
    expect((await at.run(['discuss', ref])).stdout).toContain('  Why so?');
    expect((await at.run(['tasks', '--assignee', 'me'])).stdout).toBe('No task matches.\n');
  });

  test('a saved view lists what it shows, and an option replaces a part of it', async () => {
    expect((await at.json(['tasks', '--view', 'nothing'], 2)).error.code).toBe('NO_SUCH_VIEW');
    for (const [title, riskLevel] of [
      ['Seen, small', 'LOW'],
      ['Seen, large', 'HIGH'],
    ])
      await at.api.task({ title, riskLevel, labels: ['seen'] });
    const shows = { label: 'seen', risk: ['HIGH'], status: ['QUEUED'], view: 'board' };
    await at.api.post('/api/task-views', { name: 'Large and seen', shared: true, shows });
    expect((await at.run(['tasks', 'views'])).stdout).toMatch(
      /^VIEW +WHOSE +SHOWS *\nLarge and seen +yours, shared +status QUEUED; risk HIGH; label seen; view board\n$/,
    );
    const titles = async (...more: string[]) =>
      (await at.json(['tasks', '--view', 'large and SEEN', ...more])).data.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles()).toEqual(['Seen, large']);
    expect(await titles('--risk', 'low')).toEqual(['Seen, small']);
  });

  test('import creates all tasks of a file or none, and names each fault by its line', async () => {
    const csv = 'title,priority,labels\nFirst of two,1,imported\nSecond of two,3,imported\n';
    const take = (content: string, ...more: string[]) =>
      at.run(['tasks', 'import', '-', '--format', 'csv', '--json', ...more], {}, content);
    const faulty = await take(csv.replace('3', 'soon'));
    expect(faulty.code).toBe(1);
    expect(JSON.parse(faulty.stdout).data.faults).toMatchObject([{ line: 3, column: 'priority' }]);
    expect(JSON.parse((await take(csv, '--dry-run')).stdout).data.tasks).toHaveLength(2);
    expect((await at.json(['tasks', '--label', 'imported'])).data).toEqual([]);
    expect(JSON.parse((await take(csv)).stdout).data.tasks[1].ref).toMatch(/^TASK-\d+$/);
    expect((await at.json(['tasks', '--label', 'imported'])).data).toHaveLength(2);
    expect((await at.json(['tasks', 'import', 'no-such-file.csv'], 2)).error.code).toBe('NO_SUCH_FILE');
  });

  test('show and why say where a task stands', async () => {
    const { ref } = await at.api.task({ title: 'Alone' });
    const shown = await at.run(['tasks', 'show', ref]);
    expect(shown.stdout).toMatch(new RegExp(`^${ref} {2}Alone\n.*No runner`));
    expect(shown.stdout).toMatch(/Status +QUEUED/);
    expect((await at.json(['tasks', 'show', ref])).data.ref).toBe(ref);
    const why = await at.run(['why', ref]);
    expect(why.stdout).toMatch(new RegExp(`^${ref}: .*[rR]unner`));
    expect((await at.json(['why', ref])).data).toMatchObject({ taskRef: ref, holds: expect.any(Array) });
  });

  test('run queues a draft, cancel ends it, retry makes a copy of what has ended', async () => {
    const { ref } = await at.api.task({ title: 'Draft', draft: true });
    expect((await at.json(['tasks', 'run', ref])).data.status).toBe('QUEUED');
    expect((await at.json(['tasks', 'cancel', ref, '--reason', 'not now'])).data.status).toBe('CANCELLED');
    const { data } = await at.json(['tasks', 'retry', ref, '--guidance', 'Try again.']);
    expect(data).toMatchObject({ status: 'QUEUED', originRef: ref });
    const again = await at.run(['tasks', 'run', ref]);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^Error: .*\[(ILLEGAL_TRANSITION|CONFLICT)\]\n$/);
  });

  test('approve is bound to the commit that was seen', async () => {
    const { ref } = await at.api.task({ title: 'Reviewed', riskLevel: 'HIGH', priority: 0 });
    expect((await at.json(['tasks', 'approve', ref], 1)).error.code).toBe('NO_COMMIT');
    const runner = await at.runner();
    for (const kind of ['work', 'verify']) {
      const assignment = await runner.mustClaim();
      expect(assignment).toMatchObject({ taskRef: ref, kind });
      await runner.begin(assignment);
      await runner.finish(assignment, { checks: kind === 'verify' ? [PASSING_TEST] : [] });
    }
    expect((await at.json(['tasks', 'show', ref])).data.status).toBe('IN_REVIEW');
    const other = await at.json(['tasks', 'approve', ref, '--commit', 'ccccccc'], 1);
    expect(other.error.code).toBe('STALE_COMMIT');
    const { data } = await at.json(['tasks', 'approve', ref, '--commit', 'BBBBBBB']);
    expect(data).toMatchObject({ status: 'MERGING', approvedSha: 'b'.repeat(40) });
  });

  test('a review is listed and shown, goes back with comments of lines, and is approved', async () => {
    const { ref } = await at.api.task({ title: 'Looked at', riskLevel: 'HIGH', priority: 0 });
    const runner = await at.runner();
    const { files } = changeOf('src/looked.js');
    const head = 'diff --git a/src/looked.js b/src/looked.js\n--- a/src/looked.js\n+++ b/src/looked.js\n';
    const patch = `${head}@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n`;
    const reviewed = async (headSha: string, message: string) => {
      const work = await runner.mustClaim();
      expect(work.taskRef).toBe(ref);
      await runner.finish(work, { headSha, message, changes: { files, patch, truncated: false } });
      await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    };
    await reviewed('d'.repeat(40), 'Done.');
    const listed = (await at.json(['review'])).data.map((one: { ref: string }) => one.ref);
    expect(listed).toContain(ref);
    expect((await at.run(['review'])).stdout).toMatch(new RegExp(`${ref} +HIGH +PASSED +dddddddddddd `));
    const ask = (...argv: string[]) => ['review', 'ask', ref, ...argv];
    expect((await at.json(ask('-c', 'src/looked.js'), 2)).error.code).toBe('COMMENT_MALFORMED');
    expect((await at.json(ask('No.', '--commit', 'eeeeeee'), 1)).error.code).toBe('STALE_COMMIT');
    const wrong = ask('-c', 'src/looked.js:2 Why?', '-c', 'src/looked.js:99 Where?');
    expect((await at.json(wrong, 1)).error.code).toBe('BAD_REQUEST');
    expect((await at.json(['comments', ref])).data, 'none is kept where one is wrong').toEqual([]);

    const both = ['-c', 'src/looked.js:2 Why so loud?', '-c', 'src/looked.js:-2 Keep this.'];
    const sent = await at.run(ask('Two things.', ...both, '--commit', 'ddddddd'));
    expect(sent.stdout).toBe(`Sent ${ref} back with 2 comments; it is QUEUED.\n`);
    await reviewed('e'.repeat(40), 'Done.\n[1] It is a heading.');
    const comments = (await at.json(['comments', ref])).data;
    expect(comments).toMatchObject([
      { path: 'src/looked.js', side: 'new', line: 2, lineText: 'TWO', answer: 'It is a heading.' },
      { side: 'old', line: 2, lineText: 'two', state: 'sent' },
    ]);
    const shown = (await at.run(['review', 'show', ref])).stdout;
    expect(shown).toMatch(/Approvals +0 of 1\. One person approves it\./);
    expect(shown).toContain('  test: passed, exit code 0, 3 tests: npm test');
    expect(shown).toContain('src/looked.js:-2');
    expect(shown).toContain('  The agent: It is a heading.');
    const whole = (await at.json(['review', 'show', ref])).data;
    expect(whole).toMatchObject({ proof: { verdict: 'PASSED' }, viewed: { paths: [] }, comments });
    expect((await at.json(['approvals', ref])).data).toMatchObject({ needed: 1, given: 0, refusal: null });
    expect((await at.json(['review', 'approve', ref, '--commit', 'eeeeeee'])).data.status).toBe('MERGING');
  });

  test('message reaches the agent at work, follow-up goes on from what has finished', async () => {
    const { ref } = await at.api.task({ title: 'Listens', riskLevel: 'LOW', priority: 0 });
    expect((await at.json(['message', ref, 'Hello.'], 1)).error.code).toBe('NO_LIVE_AGENT');
    const runner = await new ProtocolRunner(at.api.url).connect();
    await runner.open([], 10, ['messages']);
    const work = await runner.mustClaim();
    await runner.begin(work);
    const text = await at.run(['message', ref, '-'], {}, 'Leave the cart alone.\n');
    expect([text.code, text.stdout]).toEqual([0, expect.stringContaining(`Sent to the agent of ${ref}`)]);
    expect((await at.json(['message', work.agentId, 'And the totals.'])).data).toMatchObject({
      state: 'sent',
      agentId: work.agentId,
    });
    const taken = (await runner.as(work, 'GET', 'messages')).data.messages as { text: string }[];
    expect(taken.map((one) => one.text)).toEqual(['Leave the cart alone.', 'And the totals.']);

    for (let next = work; ; next = await runner.mustClaim()) {
      if (next !== work) await runner.begin(next);
      const checks = next.kind === 'verify' ? [PASSING_TEST] : [];
      // Other tasks of this file hold what they have changed.
      const changes = next.kind === 'work' ? changeOf(`src/${next.taskRef}.js`) : null;
      const { status, data } = await runner.finish(next, { checks, changes });
      expect(status).toBe(200);
      if (next.taskRef === ref && data.taskStatus === 'COMPLETED') break;
    }
    const on = await at.run(['follow-up', ref, 'Now in blue.']);
    expect(on.stdout).toMatch(new RegExp(`^TASK-\\d+, which goes on from ${ref}, is QUEUED\\.`));
    const { ref: idea } = await at.api.task({ title: 'An idea', draft: true });
    expect((await at.run(['follow-up', idea, 'In green.'])).stdout).toBe(
      `Kept for the next agent of ${idea}; it is a draft: agent-orchestrator tasks run ${idea}\n`,
    );
    expect((await at.json(['follow-up', 'nonsense', 'Hm.'], 2)).error.code).toBe('REF_MALFORMED');
  });

  test.each([
    [['tasks', 'show', 'TASK-0'], 2, 'REF_MALFORMED'],
    [['tasks', 'show', 'TASK-99999'], 1, 'NOT_FOUND'],
    [['why', 'nonsense'], 2, 'REF_MALFORMED'],
    [['tasks', 'create', 'A', '--project', 'none'], 2, 'NO_SUCH_PROJECT'],
    [['tasks', 'create', 'A', '--budget', 'much'], 2, 'VALUE_MALFORMED'],
    [['tasks', 'create', 'A', '--priority', '9'], 2, 'VALIDATION_ERROR'],
    [['tasks', '--status', 'ASLEEP'], 2, 'VALIDATION_ERROR'],
  ])('%j is refused with exit code %i as %s, in words and as JSON', async (argv, code, name) => {
    const text = await at.run(argv);
    expect(text.code).toBe(code);
    expect(text.stdout).toBe('');
    expect(text.stderr).toMatch(new RegExp(`^Error: .*[.”)] \\[${name}\\]\\n$`));
    const { error } = await at.json(argv, code);
    expect(error).toEqual({ code: name, message: expect.stringMatching(/\S.{20,}/) });
  });

  test('takeover of a task that nothing is kept of here leaves nothing here', async () => {
    const { ref } = await at.api.task({ title: 'Of another machine' });
    expect((await at.json(['takeover', ref], 1)).error.code).toBe('NOTHING_KEPT');
    expect((await at.json(['takeover', ref, '--done'], 1)).error.code).toBe('NOT_TAKEN_OVER');
    expect(existsSync(join(at.home, 'ao', 'state', 'takeovers'))).toBe(false);
  });

  test('wrong usage is one JSON document too', async () => {
    const { error } = await at.json(['tasks', 'create', 'A', '--risk', 'SOME'], 2);
    expect(error.code).toBe('WRONG_USAGE');
    expect(error.message).toContain('LOW, MEDIUM, HIGH, CRITICAL');
  });
});

describe('verify', () => {
  test('says what a runner has signed, and by which key', async () => {
    const runner = await at.runner();
    const refs: string[] = [];
    for (const title of ['Signed', 'Unsigned']) {
      refs.push((await at.api.task({ title, requiresReview: true, priority: 0 })).ref);
      await runner.finish(await runner.mustClaim(), { changes: changeOf(`${title}.js`) });
      const verify = await runner.mustClaim();
      const receipt = title === 'Unsigned' ? undefined : await runner.receipt(verify, [PASSING_TEST]);
      await runner.finish(verify, { checks: [PASSING_TEST], receipt });
    }
    const [signed, unsigned] = refs as [string, string];
    const good = await at.run(['verify', signed]);
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout).toContain(`${signed}: PASSED on commit ${'b'.repeat(40)}`);
    expect(good.stdout).toContain('test: passed, exit code 0, 3 tests: npm test');
    const { data } = await at.json(['verify', signed]);
    const pinned = await at.run(['verify', signed, '--key', data.key]);
    expect(pinned.stdout).toContain('The key is the one that was expected.');
    expect((await at.run(['verify', signed, '--key', `aok_${'A'.repeat(43)}`])).stdout).toContain(
      'not with aok_AAA',
    );
    expect((await at.json(['verify', unsigned], 1)).error.code).toBe('NO_RECEIPT');
  });
});

describe('what is printed', () => {
  test('has no colours where it is piped, and has them where somebody insists', async () => {
    const { ref } = await at.api.task({ title: 'Plain' });
    const esc = String.fromCharCode(27);
    for (const more of [
      {},
      { CI: '1' },
      { TERM: 'xterm-256color' },
      { NO_COLOR: '1', FORCE_COLOR: '1' },
    ] as Record<string, string>[]) {
      const { stdout, stderr } = await at.run(['tasks', 'show', ref], more);
      expect(stdout + stderr).not.toContain(esc);
    }
    expect((await at.run(['tasks', 'show', ref], { FORCE_COLOR: '1' })).stdout).toContain(esc);
  });
});

describe('a dashboard', () => {
  test('that is named nowhere is asked for, with exit code 3', async () => {
    const ran = await at.run(['tasks'], { AGENT_ORCHESTRATOR_URL: '' });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('--url');
  });

  test('that does not answer ends with exit code 5', async () => {
    const ran = await at.run(['tasks', '--url', 'http://127.0.0.1:9']);
    expect(ran.code).toBe(5);
    const [first, last] = ran.stderr.split('\n');
    expect(first).toBe('Cannot reach http://127.0.0.1:9 (bad port). Trying again for 4 s …');
    expect(last).toContain('Error: Cannot reach http://127.0.0.1:9');
    expect((await at.run(['tasks', '--url', 'http://127.0.0.1:9', '--json'])).stderr).not.toContain('Trying');
  });

  test('that lets nobody in says what to do, with exit code 4', async () => {
    const nothing = { AGENT_ORCHESTRATOR_TOKEN: 'zzz' };
    expect((await at.run(['tasks'], nothing)).stderr).toContain(
      'AGENT_ORCHESTRATOR_TOKEN is not an access token (ao_pat_…), so it was not sent.',
    );
    const stranger = at.api.url.replace('127.0.0.1', '0.0.0.0');
    const ran = await at.run(['tasks', '--url', stranger]);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('(401)');
    expect(ran.stderr).toContain('ssh -L');
  });
});

describe('flows', () => {
  const file = resolve('test/fixtures/planner-flow.json');

  test('are checked, imported, shown, exported as they were, and restored', async () => {
    const checked = await at.run(['flows', 'validate', file]);
    expect(checked).toMatchObject({ code: 0, stdout: '11 nodes, 15 edges (flow-json): it can run.\n' });
    const { data } = await at.json(['flows', 'import', file, '--project', 'shop', '--name', 'Todos']);
    const { ref } = data.flow;
    const listed = await at.run(['flows']);
    expect(listed.stdout).toMatch(new RegExp(`${ref} +Shop +11 +15 +0 +1 .*Todos`));
    const shown = await at.run(['flows', 'show', ref]);
    expect(shown.stdout).toContain('node-1');
    const exported = await at.run(['flows', 'export', ref]);
    expect(JSON.parse(exported.stdout)).toEqual({
      ...JSON.parse(readFileSync(file, 'utf8')),
      name: 'Todos',
    });
    const restored = await at.run(['flows', 'restore', ref, '1']);
    expect(restored.code).toBe(0);
    const versions = await at.run(['flows', 'versions', ref]);
    expect(versions.stdout).toMatch(/Imported\n$/);
    expect((await at.run(['flows', 'diff', ref])).stdout).toContain('the same');
  });

  test('are run, looked at, steered, run again and simulated', async () => {
    const lane = join(mkdtempSync(join(tmpdir(), 'flow-')), 'lane.json');
    const step = (id: string) => ({
      id,
      agentId: 'coding',
      label: id,
      instructions: `Do {{vars.what}} in ${id}`,
    });
    const edges = [{ id: 'e', source: 'one', target: 'two' }];
    const variables = { what: { required: true } };
    writeFileSync(
      lane,
      JSON.stringify({ name: 'Lane', nodes: [step('one'), step('two')], edges, variables }),
    );
    const begun = await at.run(['flows', 'run', lane, '--project', 'shop', '-i', 'what=all']);
    expect(begun).toMatchObject({ code: 0, stderr: '' });
    const [id] = begun.stdout.split(' ') as [string];
    expect((await at.run(['flows', 'runs'])).stdout).toMatch(new RegExp(`${id} +RUNNING .*Lane`));
    const steps = await at.run(['flows', 'steps', id]);
    expect(steps.stdout).toMatch(/one +running +TASK-\d+ /);
    expect(steps.stdout).toMatch(/two +waiting/);
    expect((await at.run(['flows', 'pause', id, '--note', 'lunch'])).stdout).toMatch(/^Lane is PAUSED/);
    expect((await at.run(['flows', 'resume', id])).stdout).toMatch(/^Lane is RUNNING/);
    expect((await at.run(['flows', 'abort', id])).stdout).toMatch(/^Lane is (ABORTING|CANCELLED)/);
    const again = await at.json(['flows', 'replay', id]);
    expect(again.data).toMatchObject({ name: 'Lane', replayOf: id, inputs: { what: 'all' } });
    await at.run(['flows', 'abort', again.data.id]);
    const sure = await at.run(['flows', 'simulate', lane, '-i', 'what=all', '--failures', '1']);
    expect(sure.stdout).toMatch(/1 +one +failed.*two +skipped.*It would be FAILED: 1 failed, 1 skipped\./s);
    expect(await at.run(['flows', 'run', lane, '-i', 'what'])).toMatchObject({ code: 2 });
  });

  test('with a fault say where it is, and end with 1', async () => {
    const told = await at.run(['flows', 'validate', resolve('package.json')]);
    expect(told.code).toBe(1);
    expect(told.stdout).toContain('shape  /nodes');
    expect((await at.run(['flows', 'import', 'none.json'])).code).toBe(2);
    expect((await at.run(['flows', 'templates'])).stdout).toContain('plan-code-review-verify');
  });
});

describe('several projects', () => {
  beforeAll(() => at.api.project({ name: 'Bakery' }));

  test.each([[['tasks', 'create', 'Somewhere']], [['locks', 'check', 'src/a.ts']]])(
    'are named where %j says none',
    async (argv) => {
      const { error } = await at.json(argv, 2);
      expect(error).toMatchObject({
        code: 'PROJECT_UNNAMED',
        message: expect.stringMatching(/Say which with --project: (Shop, Bakery|Bakery, Shop)\.$/),
      });
    },
  );
});
