import { describe, expect, it } from 'vitest';
import { type Asking, type Machine, whyNoRunner } from '@/services/triage/why-no-runner';

const now = new Date('2026-11-21T12:00:00Z');
const machine = (over: Partial<Machine> = {}): Machine => ({
  uuid: 'u1',
  id: `runner_${'1'.repeat(32)}`,
  name: 'laptop-ana',
  status: 'ACTIVE',
  pauseNote: null,
  quotaUntil: null,
  liveness: 'online',
  labels: [],
  maxConcurrent: 2,
  running: 0,
  signedOnly: false,
  projectIds: null,
  report: null,
  lastSeenAt: '2026-11-21T11:55:00Z',
  createdAt: '2026-11-21T10:00:00Z',
  projectReport: { state: 'ok', detail: '' },
  ...over,
});
const task: Asking = {
  ref: 'TASK-7',
  projectId: 'proj_1',
  signature: null,
  ready: 'work',
  project: { name: 'Shop', verifyBy: 'any' },
  projectLink: '/projects/p',
  runnerLabels: [],
  engine: null,
  pinnedRunnerId: null,
  avoidRunnerIds: [],
};

describe('why no runner takes a task', () => {
  it('has no answer where one could', () => {
    expect(whyNoRunner(task, [machine()], now)).toBeNull();
  });

  it.each<[string, Partial<Asking>, Machine[], string, string | null]>([
    ['there is none', {}, [], 'No runner is connected. Connect a machine', '/connect'],
    [
      'none is online',
      {},
      [machine({ liveness: 'stale' }), machine({ name: 'b', liveness: 'never', lastSeenAt: null })],
      'No runner is online: laptop-ana was last seen 5 min ago; b has never been started.',
      '/runners',
    ],
    [
      'it is paused',
      {},
      [machine({ status: 'PAUSED' })],
      'laptop-ana is paused.',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'it is held back',
      {},
      [machine({ status: 'SUSPECT' })],
      'lost several agents',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'none serves the project',
      {},
      [
        machine({ projectReport: { state: 'missing', detail: 'there is no folder /srv/shop.' } }),
        machine({ name: 'b', projectReport: null }),
      ],
      'No runner that is online can serve Shop: laptop-ana: there is no folder /srv/shop; b: has not looked for the repository yet.',
      '/projects/p',
    ],
    [
      'it is of a project that none may work on',
      {},
      [machine({ projectIds: ['proj_2'] })],
      'laptop-ana may work on other projects alone. Add Shop to the projects of a runner on its page.',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'it is not signed where it must be',
      {},
      [machine({ signedOnly: true })],
      'every runner that could take it takes signed tasks alone: laptop-ana. Whose key they trust signs it with: agent-orchestrator tasks sign TASK-7',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'none has the label',
      { runnerLabels: ['gpu'] },
      [machine(), machine(), machine()],
      'No runner has the label gpu (0 of 3).',
      '/runners',
    ],
    [
      'none has the engine',
      { engine: 'anthropic-api' },
      [machine()],
      'has the engine anthropic-api (0 of 1)',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'all are busy',
      {},
      [machine({ running: 2, liveness: 'busy' })],
      'busy: 2 of 2 on laptop-ana.',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'the machine with its commit is off',
      { ready: 'verify', pinnedRunnerId: 'u1' },
      [machine({ liveness: 'offline', lastSeenAt: null }), machine({ uuid: 'u2' })],
      'The machine that has its commit is not online: laptop-ana has signed off.',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'another machine must check it, and there is none',
      { ready: 'verify', pinnedRunnerId: 'u1', project: { name: 'Shop', verifyBy: 'another_runner' } },
      [machine()],
      'It waits for another runner: checks of Shop are not run by the machine that did the work, and laptop-ana',
      '/projects/p',
    ],
    [
      'another machine must check it, and that is off',
      { ready: 'verify', pinnedRunnerId: 'u2', project: { name: 'Shop', verifyBy: 'another_runner' } },
      [machine({ liveness: 'offline', lastSeenAt: null }), machine({ uuid: 'u2' })],
      'It waits for another runner than the one that did the work: laptop-ana has signed off.',
      `/runners/runner_${'1'.repeat(32)}`,
    ],
    [
      'the machine with its commit is gone',
      { ready: 'merge', pinnedRunnerId: 'u9' },
      [machine()],
      'only on a machine that has been revoked',
      '/runners',
    ],
  ])('because %s', (_, over, machines, sentence, link) => {
    const hold = whyNoRunner({ ...task, ...over }, machines, now);
    expect(hold?.sentence).toContain(sentence);
    expect(hold?.link).toBe(link);
  });

  it('names three machines at most', () => {
    const many = Array.from({ length: 9 }, (_, n) => machine({ name: `r${n}`, status: 'PAUSED' }));
    expect(whyNoRunner(task, many, now)?.sentence).toBe(
      'r0 is paused; r1 is paused; r2 is paused; and 6 more.',
    );
  });
});
