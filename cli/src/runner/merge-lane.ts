import { MERGE_PHASE } from '@/contract/merge';
import { mergeRound } from './merge-round';
import { type Leave, namesOf, type Waiting } from './merge-waiting';
import { failed, type Result } from './result';

interface Standing extends Waiting {
  leave(end: Result | Error): void;
}

const lanes = new Map<string, Standing[]>();

/**
 * Waits in line, in the order of claims, for a target branch of a repository, and resolves with the agent's result. Who
 * comes while others are being proven is in the next group; nobody waits for a group to fill.
 */
export function standInLane(given: Omit<Waiting, 'missed'>): Promise<Result> {
  const key = JSON.stringify([given.repo, given.branch]);
  const { signal, deadline } = given.agent;
  // Whose turn it is has time for its own proof alone.
  deadline.pause();
  return new Promise<Result>((resolve, reject) => {
    const standing: Standing = {
      ...given,
      missed: 0,
      leave: (end) => {
        signal.removeEventListener('abort', ended);
        const line = lanes.get(key);
        const at = line?.indexOf(standing) ?? -1;
        if (at >= 0) line?.splice(at, 1);
        if (end instanceof Error) reject(end);
        else resolve(end);
      },
    };
    const ended = () => standing.leave(failed('cancelled', 'Ended before the branch was moved.'));
    signal.addEventListener('abort', ended);
    if (signal.aborted) return ended();
    const line = lanes.get(key);
    if (line) {
      given.agent.phase(MERGE_PHASE.waiting, `Waits for ${namesOf(line)} to be merged into ${given.branch}`);
      line.push(standing);
      return;
    }
    lanes.set(key, [standing]);
    void workThrough(key);
  });
}

/** A round after the other, until nobody waits any more. What breaks a group is met by each of it alone. */
async function workThrough(key: string): Promise<void> {
  const line = lanes.get(key) ?? [];
  const leave: Leave = (waiting, end) => (waiting as Standing).leave(end);
  let alone = 0;
  while (line.length > 0) {
    const group = line.slice(0, alone > 0 ? 1 : line.length);
    if (alone > 0) alone--;
    try {
      await mergeRound(group, leave);
    } catch (error) {
      if (group.length > 1) alone = group.length;
      else if (group[0]) leave(group[0], error as Error);
    }
  }
  lanes.delete(key);
}
