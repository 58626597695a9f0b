import { setTimeout as sleep } from 'node:timers/promises';
import { answerErrand, reportKeptWork, takeErrands } from '@/contract/recovery';
import { withRetries } from '../server/retry';
import type { RunnerServer } from '../server/session';
import { sayOf } from '../terminal/say';
import { listKept, reapMerged, restoreKept } from '../workspace/kept-work';
import type { MatchedProject } from './match-projects';

const WAIT_MS = 20_000;
/** Kept work that is proven to be merged is forgotten after a week. */
const REAP_AFTER_MS = 7 * 86_400_000;

export interface Errands {
  /** Says anew which unfinished work this machine keeps. */
  report(): void;
}

/**
 * Does what people ask of this machine besides tasks: says which unfinished work its repositories keep, and makes
 * branches of it. Ends by `signal`.
 */
export function runErrands(
  server: RunnerServer,
  projects: () => MatchedProject[],
  signal: AbortSignal,
): Errands {
  const repos = () => [...new Set(projects().flatMap(({ repo }) => (repo ? [repo] : [])))];
  /** Two folders may be worktrees of one repository, which then keeps the same work twice. */
  const all = async () => {
    const kept = (await Promise.all(repos().map(listKept))).flat();
    return [...new Map(kept.map((one) => [`${one.taskId} ${one.attempt}`, one])).values()];
  };
  let reporting: Promise<unknown> = Promise.resolve();

  const report = async () => {
    const kept = (await all()).slice(0, 1000).map(({ taskId, attempt, commit, files, keptAt }) => ({
      taskId,
      attempt,
      commitSha: commit,
      files,
      keptAt,
    }));
    await withRetries(() => server.call(reportKeptWork, { body: { whole: true, kept }, signal }), { signal });
  };
  const queueReport = () => {
    reporting = reporting.then(report).catch(() => {});
  };
  const answer = async () => {
    const wanted = await withRetries(
      () => server.call(takeErrands, { query: { waitMs: WAIT_MS }, signal, timeoutMs: WAIT_MS + 15_000 }),
      { signal },
    );
    for (const { taskId, taskRef, attempt } of wanted) {
      const kept = (await all()).find((one) => one.taskId === taskId && one.attempt === attempt);
      const body = kept
        ? await restoreKept(kept).then(
            (branch) => ({ branch, note: null }),
            (error: Error) => ({ branch: null, note: error.message.slice(0, 500) }),
          )
        : { branch: null, note: 'This machine does not keep that work any more.' };
      sayOf(taskRef, body.branch ? `Made branch ${body.branch} of attempt ${attempt}.` : (body.note ?? ''));
      const params = { id: taskId, attempt };
      await withRetries(() => server.call(answerErrand, { params, body, signal }), { signal });
    }
  };
  const loop = async () => {
    for (const { repo, project } of projects())
      if (repo) await reapMerged(repo, project.defaultBranch, REAP_AFTER_MS).catch(() => []);
    await report();
    while (!signal.aborted) {
      const began = performance.now();
      await answer();
      if (performance.now() - began < 200) await sleep(1000, undefined, { signal });
    }
  };
  // Whatever keeps this from working keeps the claims from it too, and they say so.
  void loop().catch(() => {});
  return { report: queueReport };
}
