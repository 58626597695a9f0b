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
  private readonly held = new Map<string, { assignment: Assignment; activity: string }>();
  private beat: ReturnType<typeof setInterval> | undefined;
  private seq = 1;
  private projectId = '';

  async arrive(name: string, projectId: string): Promise<this> {
    this.projectId = projectId;
    await this.connect(name);
    const opened = await this.call('POST', '/api/runner/sessions', {
      instanceId: randomUUID(),
      protocol: '1.0',
      features: ['pause'],
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
    this.held.set(assignment.agentId, { assignment, activity });
    await this.as(assignment, 'POST', 'heartbeat', {
      seq: 1,
      phase: 'work',
      activity,
      usage: { ...USAGE, costMicros: 212_000, turns: 5 },
    });
    if (assignment.kind === 'work') await this.append(assignment, 0, shopLog(false));
    return assignment;
  }

  /** Ends the agent of an assignment well, whatever its kind; `broken` makes its verification fail. */
  async end(assignment: Assignment, broken = false): Promise<void> {
    const work = assignment.kind === 'work';
    const log = shopLog(true, Date.now() - 130_000);
    if (!work) await this.begin(assignment);
    if (work) await this.as(assignment, 'POST', 'checks', { round: 0, checks: [CHECKS[0], BROKEN] });
    const already = work ? await this.as(assignment, 'GET', 'logs/state') : null;
    const chunks = work ? await this.rest(assignment, log, already?.data.next ?? 0) : [];
    const answer = await this.finish(
      assignment,
      {
        baseSha: BASE,
        headSha: work ? HEAD : assignment.headSha,
        changes: work ? { files: SHOP_FILES, patch: SHOP_PATCH, truncated: false } : null,
        checks: assignment.kind === 'verify' ? [CHECKS[0], broken ? BROKEN : CHECKS[1]] : [],
        usage: work ? USAGE : NO_USAGE,
      },
      chunks,
    );
    this.held.delete(assignment.agentId);
    if (answer.status !== 200) throw new Error(`result: ${JSON.stringify(answer.error)}`);
  }

  private async rest(assignment: Assignment, log: Buffer, from: number): Promise<Buffer[]> {
    if (from > 0) return [shopLog(false).subarray(0, from)];
    const sent = await this.append(assignment, 0, log);
    if (sent.status !== 200) throw new Error(`log: ${JSON.stringify(sent.error)}`);
    return [log];
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
    await this.serveAll();
    const assignment = await this.mustClaim(5000);
    await this.begin(assignment);
    const answer = await this.finish(assignment, {
      outcome: 'failed',
      reason: 'budget_exhausted',
      message: 'The budget is spent.',
      baseSha: BASE,
      headSha: null,
      usage: { ...USAGE, costMicros },
    });
    if (answer.status !== 200) throw new Error(`result: ${JSON.stringify(answer.error)}`);
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
