import { describe, expect, it } from 'vitest';
import { FailureReason } from '@/contract/attempt';
import { FAILURE_CLASS } from '@/contract/failure';
import { RetryPolicy } from '@/contract/stall';
import { TERMINAL } from '@/contract/terminal-status';
import { mayMove, TASK_MOVES } from '@/domain/tasks/task-state';
import { type Ended, nextStep } from '@/services/coordinator/next-step';

const ended = (more: Partial<Omit<Ended, 'task'>> & { task?: Partial<Ended['task']> } = {}): Ended => ({
  kind: 'work',
  outcome: 'succeeded',
  reason: null,
  message: 'Done.',
  quotaMs: null,
  unheard: false,
  kill: null,
  hasCommit: true,
  judgement: null,
  sensitive: [],
  contested: null,
  earlier: 0,
  restarts: 0,
  lostElsewhere: 0,
  sameError: 0,
  isSpent: false,
  retry: RetryPolicy.parse({}),
  chance: 0,
  ...more,
  task: {
    status: 'IN_PROGRESS',
    role: 'coding',
    failures: 0,
    maxRetries: 2,
    riskLevel: 'LOW',
    requiresReview: false,
    autoMergeLow: true,
    ...more.task,
  },
});
const passed = { verdict: 'PASSED', sentence: 'test passed', feedback: null } as const;
const failed = { verdict: 'FAILED', sentence: 'test failed', feedback: 'not ok 1' } as const;
const verify = (more: Parameters<typeof ended>[0] = {}) =>
  ended({ kind: 'verify', judgement: passed, ...more, task: { status: 'VERIFYING', ...more.task } });
const moves = (e: Ended) => nextStep(e).moves.map((move) => move.to);

describe('what follows when an agent has ended', () => {
  it('verifies a commit', () => {
    expect(nextStep(ended()).moves).toEqual([{ to: 'VERIFYING', ready: 'verify' }]);
  });

  it('sets a commit aside that changes what another task holds, without counting a failure', () => {
    expect(nextStep(ended({ contested: 'src/a.ts' }))).toEqual({
      moves: [{ to: 'QUEUED', reason: 'lock_taken' }],
      sameRunner: true,
      waitsFor: 'src/a.ts',
    });
    expect(moves(verify({ contested: 'src/a.ts' })), 'nor does it merge by itself').toEqual(['IN_REVIEW']);
  });

  it('completes a role that makes no commit', () => {
    expect(moves(ended({ hasCommit: false, task: { role: 'healthcheck' } }))).toEqual([
      'VERIFYING',
      'COMPLETED',
    ]);
  });

  it('asks a person where a coding agent changed nothing', () => {
    const step = nextStep(ended({ hasCommit: false }));
    expect(step.moves).toEqual([{ to: 'NEEDS_HUMAN', reason: 'no_changes' }]);
    expect(step.exception?.type).toBe('AGENT_STUCK');
  });

  it('hands a released task back without counting a failure', () => {
    expect(nextStep(ended({ outcome: 'released' }))).toEqual({ moves: [{ to: 'QUEUED' }] });
  });

  it('offers a lost task again, but not for ever', () => {
    expect(moves(ended({ outcome: 'lost' }))).toEqual(['QUEUED']);
    expect(nextStep(ended({ outcome: 'lost', earlier: 2 })).exception?.type).toBe('RUNNER_LOST');
  });

  it('offers what a restarted runner gave back again, but not for ever', () => {
    const restarted = (kind: Ended['kind'], outcome: 'released' | 'lost', restarts: number) =>
      nextStep(ended({ kind, outcome, reason: 'restarted', restarts, judgement: null }));
    for (const outcome of ['released', 'lost'] as const) {
      expect(restarted('work', outcome, 4).moves).toEqual([{ to: 'QUEUED' }]);
      expect(restarted('work', outcome, 5)).toMatchObject({
        moves: [{ to: 'NEEDS_HUMAN', reason: 'agents_lost' }],
        exception: { type: 'RUNNER_LOST', title: '6 agents ended as their runner was restarted' },
      });
      expect(restarted('verify', outcome, 4).again).toBe('verify');
      expect(restarted('verify', outcome, 5).moves).toEqual([
        { to: 'NEEDS_HUMAN', reason: 'verification_impossible' },
      ]);
      expect(restarted('merge', outcome, 4).again).toBe('merge');
      expect(restarted('merge', outcome, 5).moves).toEqual([{ to: 'IN_REVIEW', reason: 'restarted' }]);
    }
    expect(nextStep(ended({ outcome: 'released', reason: 'released', restarts: 9 })).moves).toEqual([
      { to: 'QUEUED' },
    ]);
  });

  it('waits out a usage limit without counting a failure', () => {
    const step = nextStep(ended({ outcome: 'failed', reason: 'provider_quota' }));
    expect(step.moves[0]).toMatchObject({ to: 'QUEUED', reason: 'quota' });
    expect(step.moves[0]?.delayMs).toBeGreaterThan(60_000);
    expect(step.countFailure).toBeUndefined();
  });

  it('waits until the provider says that there is quota again, between a second and the longest limit', () => {
    const wait = (quotaMs: number) =>
      nextStep(ended({ outcome: 'failed', reason: 'provider_quota', quotaMs })).moves[0]?.delayMs;
    expect(wait(7_200_000)).toBe(7_200_000);
    expect(wait(-5)).toBe(1_000);
    expect(wait(Number.MAX_SAFE_INTEGER)).toBe(8 * 86_400_000);
  });

  it('asks the machine that has the session first, after a restart and after a usage limit', () => {
    expect(nextStep(ended({ outcome: 'released', reason: 'restarted' })).sameRunner).toBe(true);
    expect(nextStep(ended({ outcome: 'released', reason: 'released' })).sameRunner).toBeUndefined();
    expect(nextStep(ended({ outcome: 'lost', reason: 'restarted' })).sameRunner).toBe(true);
    expect(nextStep(ended({ outcome: 'failed', reason: 'provider_quota' })).sameRunner).toBe(true);
  });

  it('works on when a person had said something that the agent never got', () => {
    expect(nextStep(ended({ unheard: true }))).toEqual({
      moves: [{ to: 'QUEUED', reason: 'message' }],
      sameRunner: true,
    });
    expect(nextStep(ended({ unheard: true, outcome: 'failed', reason: 'lock_escape' })).moves[0]?.to).toBe(
      'NEEDS_HUMAN',
    );
  });

  it('backs off longer after each failure and stops when no retry is left', () => {
    const fail = (failures: number) =>
      nextStep(ended({ outcome: 'failed', reason: 'process_crash', message: 'boom', task: { failures } }));
    expect(fail(1).moves[0]!.delayMs).toBe(2 * fail(0).moves[0]!.delayMs!);
    expect(fail(0).countFailure).toBe('boom');
    expect(fail(2).exception?.type).toBe('RETRIES_EXHAUSTED');
  });

  it('spreads retries, keeps the pause within its bound, and takes both from the settings', () => {
    const pause = (failures: number, chance: number, retry = {}) =>
      nextStep(
        ended({
          outcome: 'failed',
          reason: 'no_result',
          chance,
          retry: RetryPolicy.parse(retry),
          task: { failures, maxRetries: 50 },
        }),
      ).moves[0]!.delayMs;
    expect([pause(0, 0), pause(1, 0), pause(2, 0), pause(40, 0)]).toEqual([15_000, 30_000, 60_000, 900_000]);
    expect(pause(0, 0.5)).toBe(16_500);
    expect(pause(3, 0, { backOffMs: 1_000, longestBackOffMs: 4_000 })).toBe(4_000);
  });

  it('stops at once where two different machines were lost on a task', () => {
    expect(nextStep(ended({ outcome: 'lost', earlier: 1, lostElsewhere: 1 }))).toMatchObject({
      moves: [{ to: 'NEEDS_HUMAN', reason: 'agents_lost' }],
      exception: { type: 'RUNNER_LOST', title: '2 agents were lost on this task' },
    });
  });

  it('stops at the third failure that looks the same, however many tries are left', () => {
    const again = (sameError: number) =>
      ended({ outcome: 'failed', reason: 'no_result', sameError, task: { maxRetries: 50 } });
    expect(moves(again(1))).toEqual(['QUEUED']);
    expect(nextStep(again(2))).toMatchObject({
      moves: [{ to: 'NEEDS_HUMAN', reason: 'no_result' }],
      exception: { type: 'AGENT_STUCK', title: expect.stringContaining('The same failure 3 times') },
    });
    expect(moves(verify({ judgement: failed, sameError: 2, task: { maxRetries: 50 } }))).toEqual([
      'NEEDS_HUMAN',
    ]);
  });

  it('asks a person where the budget is used up, however the agent ended and whatever is left to try', () => {
    for (const outcome of ['failed', 'timeout', 'lost', 'released', 'cancelled'] as const)
      expect(nextStep(ended({ outcome, isSpent: true }))).toMatchObject({
        moves: [{ to: 'NEEDS_HUMAN', reason: 'budget_exhausted' }],
        exception: { type: 'BUDGET' },
      });
    expect(nextStep(verify({ judgement: failed, isSpent: true }))).toMatchObject({
      moves: [{ to: 'NEEDS_HUMAN', reason: 'budget_exhausted' }],
      countFailure: 'not ok 1',
    });
    expect(moves(ended({ isSpent: true })), 'what is done is done').toEqual(['VERIFYING']);
    expect(moves(verify({ isSpent: true }))).toEqual(['IN_REVIEW', 'MERGING']);
  });

  it.each(FailureReason.options)('follows the class of %s', (reason) => {
    const step = nextStep(ended({ outcome: 'failed', reason, message: 'What was said.' }));
    const [move] = step.moves;
    const failure = FAILURE_CLASS[reason];
    if (failure === 'transient' || failure === 'code') {
      expect(move).toMatchObject({ to: 'QUEUED', reason, delayMs: 15_000 });
      expect(step.countFailure, 'the next prompt holds it').toBe('What was said.');
    } else if (failure === 'quota') {
      expect(move).toMatchObject({ to: 'QUEUED', delayMs: 900_000 });
      expect(step.countFailure).toBeUndefined();
    } else {
      expect(move).toMatchObject({ to: 'NEEDS_HUMAN', reason });
      expect(step.exception?.body).toBe('What was said.');
    }
  });

  it('does not retry what another agent would meet too', () => {
    expect(moves(ended({ outcome: 'failed', reason: 'claude_not_logged_in' }))).toEqual(['NEEDS_HUMAN']);
  });

  it('merges a proven LOW-risk task by policy', () => {
    expect(nextStep(verify()).moves).toEqual([
      { to: 'IN_REVIEW', reason: 'proven' },
      { to: 'MERGING', ready: 'merge', reason: 'low_risk_policy', actor: 'policy' },
    ]);
  });

  it.each([
    ['a higher risk', { riskLevel: 'MEDIUM' }],
    ['a review that was asked for', { requiresReview: true }],
    ['a project that does not merge by itself', { autoMergeLow: false }],
  ] as const)('leaves a proven task to a person for %s', (_, task) => {
    expect(moves(verify({ task }))).toEqual(['IN_REVIEW']);
  });

  it('leaves a proven task of low risk to a person where it changes sensitive files', () => {
    const step = nextStep(verify({ sensitive: [{ path: '.env', area: 'secrets' }] }));
    expect(step.moves).toEqual([{ to: 'IN_REVIEW', reason: 'proven' }]);
    expect(step.exception).toMatchObject({
      type: 'HIGH_RISK_CODE',
      title: 'It changes a sensitive file',
      body: expect.stringContaining('.env (secrets)'),
    });
  });

  it('names so many of the sensitive files and counts the rest', () => {
    const sensitive = Array.from({ length: 52 }, (_, i) => ({ path: `${i}.pem`, area: 'secrets' as const }));
    const { exception } = nextStep(verify({ sensitive }));
    expect(exception?.title).toBe('It changes 52 sensitive files');
    expect(exception?.body).toMatch(/49\.pem \(secrets\)\nand 2 more$/);
  });

  it('has words of its own where nobody gave any', () => {
    const body = (of: Ended) => nextStep(of).exception?.body;
    expect(body(ended({ kill: { request: 'person', note: null } }))).toContain('kept for the next attempt');
    expect(body(ended({ hasCommit: false, message: '' }))).toContain('its worktree is as it was');
    expect(body(verify({ outcome: 'failed', judgement: null, earlier: 2, message: '' }))).toContain(
      'The machines that tried',
    );
    const wordless = { ...failed, feedback: null };
    expect(nextStep(verify({ judgement: wordless })).countFailure).toBe('test failed');
    const last = nextStep(verify({ judgement: wordless, task: { failures: 2 } }));
    expect([last.countFailure, last.exception?.title, last.exception?.body]).toEqual([
      'test failed',
      'test failed',
      '',
    ]);
  });

  it('does as the person said who ended an agent, whatever the agent says', () => {
    const kill = (request: 'requeue' | 'person') => ({ request, note: 'Enough.' });
    for (const outcome of ['succeeded', 'failed', 'cancelled', 'released', 'timeout', 'lost'] as const) {
      expect(nextStep(ended({ outcome, kill: kill('requeue') }))).toEqual({
        moves: [{ to: 'QUEUED', reason: 'agent_killed' }],
      });
      const step = nextStep(verify({ outcome, kill: kill('person') }));
      expect(step.moves).toEqual([{ to: 'NEEDS_HUMAN', reason: 'agent_killed' }]);
      expect(step.exception?.body).toBe('Enough.');
      expect(nextStep(verify({ outcome, kill: kill('requeue') }))).toEqual({ moves: [], again: 'verify' });
    }
    expect(moves(ended({ kill: kill('requeue'), task: { status: 'CANCELLING' } }))).toEqual(['CANCELLED']);
  });

  it('never merges what is unproven', () => {
    const judgement = { verdict: 'UNPROVEN', sentence: '', feedback: null } as const;
    expect(nextStep(verify({ judgement })).moves).toEqual([{ to: 'IN_REVIEW', reason: 'unproven' }]);
  });

  it('sends failed checks back with what they said, then to a person', () => {
    expect(nextStep(verify({ judgement: failed }))).toEqual({
      moves: [{ to: 'QUEUED', reason: 'checks_failed' }],
      countFailure: 'not ok 1',
    });
    expect(nextStep(verify({ judgement: failed, task: { failures: 2 } })).exception?.type).toBe(
      'VERIFICATION_FAILED',
    );
  });

  it('sends what a judge found missing back to the same session, then to a person', () => {
    const judgement = { verdict: 'GAPS_FOUND', sentence: 'missing', feedback: 'no docs' } as const;
    expect(nextStep(verify({ judgement }))).toEqual({
      moves: [{ to: 'QUEUED', reason: 'gaps_found' }],
      countFailure: 'no docs',
      sameRunner: true,
    });
    expect(nextStep(verify({ judgement, task: { failures: 2 } })).moves).toEqual([
      { to: 'NEEDS_HUMAN', reason: 'gaps_found' },
    ]);
  });

  it('never merges by itself what a judge leaves to a person', () => {
    const judgement = { verdict: 'HUMAN_NEEDED', sentence: '', feedback: null } as const;
    expect(nextStep(verify({ judgement })).moves).toEqual([{ to: 'IN_REVIEW', reason: 'human_needed' }]);
  });

  it('offers a verification that could not run to another agent, but not for ever', () => {
    const again = { moves: [], again: 'verify' };
    expect(nextStep(verify({ outcome: 'lost', judgement: null }))).toEqual({ ...again, keepsPlace: true });
    expect(nextStep(verify({ outcome: 'failed', judgement: null }))).toEqual({ ...again, keepsPlace: false });
    expect(moves(verify({ outcome: 'failed', judgement: null, earlier: 2 }))).toEqual(['NEEDS_HUMAN']);
  });

  it('takes a merge that lost its race back to review', () => {
    const step = nextStep(
      ended({ kind: 'merge', outcome: 'failed', reason: 'merge_moved', task: { status: 'MERGING' } }),
    );
    expect(step.moves).toEqual([{ to: 'IN_REVIEW', reason: 'merge_moved' }]);
    expect(step.exception?.type).toBe('CONFLICT_DETECTED');
  });

  it.each(['merge_conflict', 'checks_failed'] as const)(
    'hands a merge that ends as %s to the agent that wrote it first, then to a person',
    (reason) => {
      const broken = (more: object) =>
        nextStep(ended({ kind: 'merge', outcome: 'failed', reason, message: 'both', ...more }));
      expect(broken({ task: { status: 'MERGING' } })).toEqual({
        moves: [
          { to: 'IN_REVIEW', reason },
          { to: 'QUEUED', reason },
        ],
        sameRunner: true,
        countFailure: 'both',
      });
      for (const spent of [
        { task: { status: 'MERGING', failures: 2 } },
        { task: { status: 'MERGING' }, isSpent: true },
        { task: { status: 'MERGING' }, sameError: 2 },
      ]) {
        const step = broken(spent);
        expect(step.moves).toEqual([{ to: 'IN_REVIEW', reason }]);
        expect(step.exception).toMatchObject({ type: 'CONFLICT_DETECTED', body: 'both' });
      }
    },
  );

  it('ends a cancelled task whatever the agent says', () => {
    for (const outcome of ['succeeded', 'failed', 'cancelled', 'lost', 'timeout', 'released'] as const) {
      expect(moves(ended({ outcome, task: { status: 'CANCELLING' } }))).toEqual(['CANCELLED']);
    }
  });

  it('never asks for a move the state table forbids', () => {
    const outcomes = ['succeeded', 'failed', 'cancelled', 'released', 'timeout', 'lost'] as const;
    const stands = { work: ['ASSIGNED', 'IN_PROGRESS'], verify: ['VERIFYING'], merge: ['MERGING'] } as const;
    for (const kind of ['work', 'verify', 'merge'] as const)
      for (const status of stands[kind])
        for (const outcome of outcomes)
          for (const hasCommit of [true, false])
            for (const judgement of [null, passed, failed])
              for (const failures of [0, 2])
                for (const role of ['coding', 'healthcheck']) {
                  let at: keyof typeof TASK_MOVES = status;
                  for (const move of nextStep(
                    ended({ kind, outcome, hasCommit, judgement, task: { status, failures, role } }),
                  ).moves) {
                    expect(mayMove(at, move.to), `${kind} ${outcome}: ${at} -> ${move.to}`).toBe(true);
                    at = move.to;
                  }
                }
  });
});

describe('the state table', () => {
  it('lets nothing leave an end', () => {
    for (const end of TERMINAL) expect(Object.keys(TASK_MOVES[end])).toEqual([]);
  });

  it('leads from every state to an end', () => {
    const reaches = (from: keyof typeof TASK_MOVES, seen = new Set<string>()): boolean =>
      TERMINAL.has(from) ||
      (!seen.has(from) &&
        (Object.keys(TASK_MOVES[from]) as (keyof typeof TASK_MOVES)[]).some((to) =>
          reaches(to, new Set([...seen, from])),
        ));
    for (const from of Object.keys(TASK_MOVES) as (keyof typeof TASK_MOVES)[])
      expect(reaches(from), from).toBe(true);
  });
});
