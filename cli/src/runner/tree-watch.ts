import { changedSince } from '../workspace/changes';
import { undoPaths } from '../workspace/undo-paths';
import type { LiveAgent } from './live-agent';
import { undone, type WriteGate } from './write-gate';

/** Milliseconds between two looks, and how many times longer than a look they are apart at least. */
const LOOK_MS = 1_500;
const REST = 20;
/** More paths than this at once are looked at when the turn is over. */
const MOST = 512;

/** Sees what an agent writes without asking: by a shell, by what a shell left running, by an engine that asks nobody. */
export interface TreeWatch {
  /** Looks now: locks what is free, puts back what another task holds, and says so in words for the model. */
  look(): Promise<string[]>;
  /** Looks again and again until the turn is over; `tell` takes what was put back, and says whether the model will hear it. */
  during<T>(turn: Promise<T>, tell: (sentence: string) => boolean): Promise<T>;
  /** What was put back and could not be told. */
  untold(): string[];
}

interface Watched {
  agent: LiveAgent;
  gate: WriteGate;
  worktree: string;
  baseSha: string;
  litter: ReadonlySet<string>;
}

/** Opens the watch over an agent's worktree. What cannot be settled in the middle of a turn is settled at its end. */
export function watchTree({ agent, gate, worktree, baseSha, litter }: Watched): TreeWatch {
  let last: Promise<unknown> = Promise.resolve();
  const missed: string[] = [];

  const once = async (): Promise<string[]> => {
    if (agent.signal.aborted) return [];
    const changed = (await changedSince(worktree, baseSha)).filter((path) => !litter.has(path));
    const held = await gate.settle(changed.slice(0, MOST));
    const back = held.filter(({ path }) => changed.includes(path));
    await undoPaths(
      worktree,
      baseSha,
      back.map(({ path }) => path),
    );
    const sentences = back.map(undone);
    for (const sentence of sentences) agent.log.note(sentence);
    return sentences;
  };
  const look = () => {
    const mine = last.then(once).catch(() => []);
    last = mine;
    return mine;
  };

  return {
    look,
    during: async (turn, tell) => {
      let over = false;
      let timer: NodeJS.Timeout | undefined;
      const again = (ms: number) => {
        timer = setTimeout(async () => {
          const began = performance.now();
          for (const sentence of await look()) if (over || !tell(sentence)) missed.push(sentence);
          if (!over) again(Math.max(LOOK_MS, (performance.now() - began) * REST));
        }, ms);
      };
      again(LOOK_MS);
      try {
        return await turn;
      } finally {
        over = true;
        clearTimeout(timer);
        await last;
      }
    },
    untold: () => missed.splice(0),
  };
}
