import { randomUUID } from 'node:crypto';
import type { Assignment } from '@/contract/claim';
import type { RunnerReport } from '@/contract/runner';
import { NO_USAGE, ProtocolRunner } from '../../test/support/protocol-runner';
import { shopLog } from './shop-log';
import { SHOP_FILES, SHOP_PATCH } from './shop-patch';

export const LAPTOP: RunnerReport = {
  hostname: 'ana-laptop',
  os: 'Linux 6.8',
  arch: 'x64',
  cliVersion: '0.1.0',
  nodeVersion: 'v22.12.0',
  gitVersion: '2.43.0',
  engines: [{ engine: 'claude-code', available: true, version: '2.1.329', auth: 'subscription' }],
  sandbox: { kind: 'bubblewrap', detail: 'bubblewrap 0.9 confines agents to their worktree' },
  directory: '/home/ana/code',
  findings: [
    { code: 'git', level: 'ok', message: 'git 2.43.0 is installed' },
    { code: 'claude', level: 'ok', message: 'Claude Code 2.1.329 is logged in by subscription' },
    {
      code: 'disk',
      level: 'warning',
      message: 'Only 6 GB are free where worktrees are kept',
      fix: 'agent-orchestrator clean',
    },
  ],
};

const CHECKS = [
  {
    name: 'types',
    kind: 'types',
    argv: ['npx', 'tsc', '--noEmit'],
    status: 'passed',
    exitCode: 0,
    durationMs: 4200,
    testsRun: null,
    outputTail: '',
  },
  {
    name: 'test',
    kind: 'test',
    argv: ['npm', 'test'],
    status: 'passed',
    exitCode: 0,
    durationMs: 3100,
    testsRun: 6,
    outputTail: ' \u001b[32m✓\u001b[0m tests/orders/place-order.test.ts (6 tests)\n\nTests  6 passed (6)\n',
  },
];
const BROKEN = {
  ...CHECKS[1],
  status: 'failed',
  exitCode: 1,
  outputTail:
    ' \u001b[31m✗\u001b[0m a refund is booked once\n   expected 2 to be 1\n     at tests/refunds.test.ts:22:31\n\nTests  1 failed | 5 passed (6)\n',
};
const USAGE = {
  inputTokens: 18_400,
  outputTokens: 5_210,
  cacheReadTokens: 212_000,
  cacheWriteTokens: 31_000,
  costMicros: 431_200,
  turns: 9,
  model: 'claude-opus-5-5',
};
const HEAD = '9d41e77b0c6f4a1e8d2b5c3f7a9e0d1c2b3a4f5e';
const BASE = '4f2c91a0b7d8e6f5a4c3b2d1e0f9a8b7c6d5e4f3';

/** A machine that looks like a person's laptop, speaks the runner protocol by hand and serves one project. */
export class SeedRunner extends ProtocolRunner {
  private readonly held = new Map<string, { assignment: Assignment; activity: string; log: Buffer }>();
  private beat: ReturnType<typeof setInterval> | undefined;
  private seq = 1;
  private projectId = '';

  /** Connects, by a token of its own or by the one that stands in a page, and serves the project. */
  async arrive(name: string, projectId: string, enrollmentToken?: string): Promise<this> {
    this.projectId = projectId;
    await (enrollmentToken ? this.connectBy(enrollmentToken, name, LAPTOP) : this.connect(name));
    const opened = await this.call('POST', '/api/runner/sessions', {
      instanceId: randomUUID(),
      protocol: '1.0',
      features: ['pause', 'messages', 'resume'],
      maxConcurrent: 4,
      activeAgents: [],
      report: LAPTOP,
    });
    if (opened.status !== 201) throw new Error(`session: ${JSON.stringify(opened.error)}`);
    this.epoch = opened.data.sessionEpoch;
    await this.serveAll();
    this.beat = setInterval(() => void this.beatAll(), 10_000);
    this.beat.unref();
    return this;
  }

  /** Goes silent, as a machine whose lid is closed. */
  leave() {
    clearInterval(this.beat);
  }

  /** Projects of other tests come and go: their list is read again whenever it has changed. */
  override async mustClaim(waitMs = 5000): Promise<Assignment> {
    for (let again = 0; again < 5; again += 1) {
      const { data } = await this.claim(waitMs);
      if (data.assignment) return data.assignment;
      await this.serveAll();
    }
    throw new Error('there is no work');
  }

  override async serveAll(): Promise<void> {
    const listed = await this.call('POST', '/api/runner/projects', { reports: [] });
    this.projects = [{ id: this.projectId }];
    this.projectsVersion = listed.data.projectsVersion;
    await this.call('POST', '/api/runner/projects', {
      reports: [{ projectId: this.projectId, state: 'ok', detail: '' }],
    });
  }

  private async beatAll() {
    for (const { assignment, activity } of this.held.values()) {
      this.seq += 1;
      const beat = { seq: this.seq, phase: 'work', activity, usage: null };
      await this.as(assignment, 'POST', 'heartbeat', beat).catch(() => {});
    }
  }

  /** Takes the next task and writes what an agent writes in the middle of its work. */
  async work(activity: string): Promise<Assignment> {
    await this.serveAll();
    const assignment = await this.mustClaim(5000);
    await this.begin(assignment);
    const log = shopLog(false);
    this.held.set(assignment.agentId, { assignment, activity, log });
    await this.as(assignment, 'POST', 'heartbeat', {
      seq: 1,
      phase: 'work',
      activity,
      usage: { ...USAGE, costMicros: 212_000, turns: 5 },
    });
    if (assignment.kind === 'work') await this.append(assignment, 0, log);
    return assignment;
  }

  /** Ends the agent of an assignment well, whatever its kind; `broken` makes its verification fail. */
  async end(assignment: Assignment, broken = false): Promise<void> {
    const work = assignment.kind === 'work';
    const log = shopLog(true, Date.now() - 130_000);
    if (!work) await this.begin(assignment);
    if (work) await this.as(assignment, 'POST', 'checks', { round: 0, checks: [CHECKS[0], BROKEN] });
    const chunks = work ? [this.held.get(assignment.agentId)?.log ?? (await this.put(assignment, log))] : [];
    const answer = await this.finish(
      assignment,
      {
        baseSha: BASE,
        headSha: work ? HEAD : assignment.headSha,
        changes: work ? changesOf(assignment) : null,
        checks: assignment.kind === 'verify' ? [CHECKS[0], broken ? BROKEN : CHECKS[1]] : [],
        usage: work ? USAGE : NO_USAGE,
      },
      chunks,
    );
    this.held.delete(assignment.agentId);
    if (answer.status !== 200) throw new Error(`result: ${JSON.stringify(answer.error)}`);
  }

  private async put(assignment: Assignment, log: Buffer): Promise<Buffer> {
    const sent = await this.append(assignment, 0, log);
    if (sent.status !== 200) throw new Error(`log: ${JSON.stringify(sent.error)}`);
    return log;
  }

  /** Works on the next task up to the wanted step: its commit, its verification, or its merge. */
  async carry(to: 'commit' | 'proof' | 'merge', broken = false): Promise<Assignment> {
    await this.serveAll();
    const work = await this.mustClaim(5000);
    await this.begin(work);
    await this.end(work);
    if (to === 'commit') return work;
    await this.end(await this.mustClaim(5000), broken);
    if (to === 'merge') await this.end(await this.mustClaim(5000));
    return work;
  }

  /** Takes the next task and stops because its budget is spent. */
  async overspend(costMicros: number): Promise<void> {
    await this.fail('budget_exhausted', {
      message: 'The budget is spent.',
      usage: { ...USAGE, costMicros },
    });
  }

  /** Takes what was said to an agent; `seen` says that its model has it. Returns how many messages there were. */
  async hear(assignment: Assignment, seen: boolean): Promise<number> {
    const { data } = await this.as(assignment, 'GET', 'messages?waitMs=10000');
    const ids = (data.messages as { id: string }[]).map(({ id }) => id);
    await this.as(assignment, 'POST', 'messages', { delivered: ids, seen: seen ? ids : [] });
    return ids.length;
  }

  /** Says that it keeps the unfinished work of an agent that has ended. */
  async keepWork({ taskId, attempt }: Assignment): Promise<void> {
    const kept = [{ taskId, attempt, commitSha: HEAD, files: 3, keptAt: new Date().toISOString() }];
    const said = await this.call('PUT', '/api/runner/kept-work', { whole: true, kept });
    if (said.status !== 200) throw new Error(`kept work: ${JSON.stringify(said.error)}`);
  }

  /** Makes the branches that a person asked for. */
  async runErrands(branch: string): Promise<void> {
    const { data } = await this.call('GET', '/api/runner/errands?waitMs=10000');
    for (const { taskId, attempt } of data as { taskId: string; attempt: number }[])
      await this.call('PUT', `/api/runner/errands/${taskId}/${attempt}`, { branch, note: null });
  }

  /** Takes the next task and ends without having done it. */
  async fail(reason: string, more: object = {}): Promise<Assignment> {
    await this.serveAll();
    const assignment = await this.mustClaim(5000);
    await this.begin(assignment);
    const result = {
      outcome: 'failed',
      reason,
      message: 'It could not go on.',
      baseSha: BASE,
      headSha: null,
    };
    const answer = await this.finish(assignment, { ...result, usage: USAGE, ...more });
    if (answer.status !== 200) throw new Error(`result: ${JSON.stringify(answer.error)}`);
    return assignment;
  }

  ask(assignment: Assignment) {
    return this.as(assignment, 'POST', 'questions', {
      questionId: randomUUID(),
      kind: 'question',
      title: 'Should old orders be checked too?',
      body: 'There are 214 orders in the fixture that would be refused by the new rule.\nI can leave them as they are, or write a migration that marks them.',
      options: [
        { id: 'leave', label: 'Leave them', consequence: 'Only new orders are checked.' },
        { id: 'mark', label: 'Write a migration', consequence: 'Adds one file outside the hinted folder.' },
      ],
    });
  }
}

/** The patch of the shop, or a file of its own where the task is about another folder: no task may change what another holds. */
function changesOf({ task: { filesHint } }: Assignment) {
  const folder = filesHint.find((path) => path.endsWith('/'));
  if (!folder || SHOP_FILES.some(({ path }) => path.startsWith(folder)))
    return { files: SHOP_FILES, patch: SHOP_PATCH, truncated: false };
  const file = { path: `${folder}index.ts`, status: 'modified', additions: 1, deletions: 1, binary: false };
  return { files: [file], patch: '', truncated: false };
}
