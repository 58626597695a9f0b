import { runningRunner } from '../runner/single-runner';
import { closeFiles } from './fixes/close-files';
import { dropStale } from './fixes/drop-stale';
import { forgetWorktrees } from './fixes/forget-worktrees';

/**
 * Mends what can be mended without losing anything, and says each thing that it did. While a runner runs, only what
 * others may read is closed: the rest is that runner's. The folder of the repositories is asked for last, as what is
 * stored of it can be read only then.
 */
export async function fixMachine(directory: () => string): Promise<string[]> {
  const closed = closeFiles();
  if (runningRunner() !== null) return closed;
  return [...closed, ...dropStale(), ...(await forgetWorktrees(directory()))];
}
