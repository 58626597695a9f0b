import { type HeldBy, requestLocks } from '@/contract/attempt';
import { lockOfFile } from '@/contract/lock-path';
import type { Permit } from '../engines/engine';
import { withRetries } from '../server/retry';
import { isFault } from '../server/server-fault';
import { placePath } from '../workspace/place-path';
import type { LiveAgent } from './live-agent';

/** Milliseconds that a write waits for an unreachable server: until it is refused, or believed where its lock was granted before. */
const PATIENCE_MS = { first: 60_000, again: 5_000 };

export interface WriteGate {
  /** Whether a file may be written now; asks for its lock each time, as a person may have released it. */
  mayWrite(path: string): Promise<Permit>;
  /** Asks for the locks of paths that were written without a grant; gives those that another task holds. */
  settle(paths: string[]): Promise<HeldBy[]>;
  /** Which of at most 64 paths other tasks hold; nothing is locked. */
  holders(paths: string[]): Promise<HeldBy[]>;
}

/** As many locks as are asked for at once. */
const MOST = 64;

/** Stands before every write of an agent: inside its worktree, not git's own, and locked by its task. */
export function createWriteGate(agent: LiveAgent, worktree: string): WriteGate {
  /** Locks, as are all `paths` that are asked for: a file goes under the pattern that covers it. */
  const granted = new Set<string>();

  const ask = async (paths: string[], giveUpAfterMs = PATIENCE_MS.first, onlyAsk = false) => {
    const answer = await withRetries(
      () =>
        agent.call(requestLocks, {
          params: { id: agent.assignment.agentId },
          body: { paths, onlyAsk },
          signal: agent.signal,
          timeoutMs: Math.min(15_000, giveUpAfterMs),
        }),
      { signal: agent.signal, giveUpAfterMs },
    );
    if (answer.granted && !onlyAsk) for (const path of paths) granted.add(path);
    return answer;
  };

  return {
    mayWrite: async (wanted) => {
      const placed = placePath(worktree, wanted);
      if ('refused' in placed)
        return { allow: false, reason: `${placed.refused}. Write only files of this task’s working tree.` };
      const lock = lockOfFile(placed.path);
      const known = granted.has(lock);
      try {
        const { heldBy } = await ask([lock], known ? PATIENCE_MS.again : PATIENCE_MS.first);
        const [held] = heldFiles([placed.path], heldBy);
        return held ? { allow: false, reason: refusal(held) } : { allow: true };
      } catch (error) {
        if (isFault(error, 'lost')) agent.stop('lost');
        if (known && isFault(error, 'transient') && agent.isSure()) return { allow: true };
        return {
          allow: false,
          reason: `The file lock could not be asked for: ${(error as Error).message} Try again in a minute.`,
        };
      }
    },
    settle: async (paths) => {
      const open = [...new Set(paths.map(lockOfFile))].filter((lock) => !granted.has(lock));
      const held: HeldBy[] = [];
      for (let from = 0; from < open.length; from += MOST) {
        const some = open.slice(from, from + MOST);
        const answer = await ask(some);
        if (answer.granted) continue;
        held.push(...answer.heldBy);
        const free = some.filter((lock) => !answer.heldBy.some((holder) => holder.path === lock));
        if (free.length > 0) held.push(...(await ask(free)).heldBy);
      }
      return heldFiles(paths, held);
    },
    holders: async (paths) => {
      const locks = [...new Set(paths.map(lockOfFile))];
      return heldFiles(paths, (await ask(locks, PATIENCE_MS.again, true)).heldBy);
    },
  };
}

/** Whose files these are, by their own names: who holds what covers a file holds the file. */
const heldFiles = (paths: string[], held: HeldBy[]): HeldBy[] =>
  paths.flatMap((path) => {
    const holder = held.find((one) => one.path === lockOfFile(path));
    return holder ? [{ ...holder, path }] : [];
  });

/** What it is told when it has written one all the same. */
export const undone = (held: HeldBy): string => `Your change to ${held.path} was undone. ${refusal(held)}`;

/** What it is told when the sandbox kept it from writing one. */
export const prevented = (held: HeldBy): string => `${held.path} was not changed. ${refusal(held)}`;

/** What an agent is told when another task holds a file. */
export function refusal({ path, taskRef, taskTitle, pattern }: HeldBy): string {
  const by = pattern === path ? '' : ` (its lock is ${pattern})`;
  return (
    `${path} is held by ${taskRef} “${taskTitle}”${by}, which is at work on it now. Do not write it, by any tool or command. ` +
    'Go on with other files; if the task cannot be done without it, stop and say so in your last message.'
  );
}
