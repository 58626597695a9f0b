import { setTimeout as sleep } from 'node:timers/promises';
import { reportHistory } from '@/contract/history';
import type { RunnerServer } from '../server/session';
import { readCoChanges } from '../workspace/co-changes';
import type { MatchedProject } from './match-projects';

const LOOK_MS = 60_000;

/**
 * Tells of each project that this machine serves which files changed together in its repository: when it is first seen, and
 * where its branch has moved, at most once a minute. Ends by `signal`.
 */
export async function tellHistory(
  server: RunnerServer,
  projects: () => MatchedProject[],
  signal: AbortSignal,
): Promise<void> {
  const told = new Map<string, string>();
  const tell = async ({ project: { id, defaultBranch }, repo }: MatchedProject) => {
    const history = repo && (await readCoChanges(repo, defaultBranch, told.get(id) ?? null));
    if (!history || signal.aborted) return;
    await server.call(reportHistory, { params: { id }, body: history, signal });
    told.set(id, history.tip);
  };
  while (!signal.aborted) {
    // A forecast is worth no trouble: what could not be read or told is tried again.
    for (const project of projects()) await tell(project).catch(() => {});
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}
