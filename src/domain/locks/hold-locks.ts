import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { turnsOf, waitingFirst } from './find-turns';
import { NOTE_PASSES } from './find-turns.sql';
import { wantedBy } from './give-way';
import { GUARD_PROJECTS, HOLD_LOCKS } from './hold-locks.sql';
import { grantLocks, type LockVerdict, type LockWish, likelyOf, type Wanted } from './lock-state';
import { locksNear } from './locks-near';

interface Asked {
  workspaceId: string;
  wishes: LockWish[];
  resolve(verdicts: LockVerdict[]): void;
  reject(error: unknown): void;
}
/** What is asked in transactions that are open. */
const asking = new WeakMap<Runs, Asked[]>();

/**
 * Locks all paths of a wish or none, for each wish in order, inside the open transaction; a task without a
 * hold gets one. Never waits for a holder: who is refused learns who holds what, or who waits for it before them. The row that keeps other transactions
 * out does not keep those of the same one apart, where many agents end together: they are decided together, or in turn.
 */
export function holdLocks(runs: Runs, workspaceId: string, wishes: LockWish[]): Promise<LockVerdict[]> {
  return new Promise((resolve, reject) => {
    const asked = { workspaceId, wishes, resolve, reject };
    const queue = asking.get(runs);
    if (queue) queue.push(asked);
    else {
      asking.set(runs, [asked]);
      setImmediate(() => void decideAll(runs));
    }
  });
}

async function decideAll(runs: Runs): Promise<void> {
  for (let queue = asking.get(runs) ?? []; queue.length > 0; queue = asking.get(runs) ?? []) {
    const together = queue.filter(({ workspaceId }) => workspaceId === queue[0]!.workspaceId);
    asking.set(
      runs,
      queue.filter((one) => !together.includes(one)),
    );
    try {
      const verdicts = await decide(
        runs,
        together[0]!.workspaceId,
        together.flatMap(({ wishes }) => wishes),
      );
      for (const { wishes, resolve } of together) resolve(verdicts.splice(0, wishes.length));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }
  asking.delete(runs);
}

async function decide(runs: Runs, workspaceId: string, wishes: LockWish[]): Promise<LockVerdict[]> {
  const projects = [...new Set(wishes.map((wish) => wish.projectId))];
  const wanted: Wanted[] = wishes.flatMap((wish) => [...wantedBy(wish), ...likelyOf(wish)]);
  // Sent at once, answered in turn: the locks are read when no other claim of these projects can add one.
  const inTurn = wishes.some(({ place }) => place !== undefined);
  const [, near, waiting] = await Promise.all([
    runs.query(GUARD_PROJECTS, [workspaceId, projects]),
    locksNear(runs, workspaceId, wanted),
    inTurn ? waitingFirst(runs, workspaceId, projects) : [],
  ]);
  const { waiters, live } = await turnsOf(runs, workspaceId, waiting, wishes);
  const { verdicts, made, passed } = grantLocks([...near, ...live], wishes, waiters);
  if (passed.size > 0)
    runs.unread(runs.query(NOTE_PASSES, [workspaceId, [...passed.keys()], [...passed.values()]]));
  if (made.length > 0) {
    const columns = [
      made.map(() => newId()),
      made.map((l) => l.projectId),
      made.map((l) => l.taskId),
      made.map((l) => l.kind),
      made.map((l) => l.pattern),
      made.map((l) => l.matchKey),
      made.map((l) => l.shared),
    ];
    runs.unread(runs.query(HOLD_LOCKS, [workspaceId, ...columns]));
  }
  return verdicts;
}
