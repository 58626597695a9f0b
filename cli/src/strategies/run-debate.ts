import { passOutput } from './pass-output';
import { type ProcessResult, type Runnable, succeeded } from './process-result';
import { openRun } from './run-one';
import { type ParallelOptions, runTogether } from './run-parallel';

export interface DebateOptions extends ParallelOptions {
  /** How often everybody speaks; from the second time on having heard the others. Default: 2. */
  rounds?: number;
  /** Draws the conclusion from the last round. */
  moderator: Runnable;
}

export interface DebateResult {
  /** What was said, round by round, each in the order in which they ended. */
  rounds: ProcessResult[][];
  /** The moderator's; null where nobody said anything. */
  conclusion: ProcessResult | null;
}

/** Lets several processes argue over rounds, and a moderator conclude. Who fails is not heard in that round. */
export async function runDebate(
  participants: readonly Runnable[],
  options: DebateOptions,
): Promise<DebateResult> {
  const count = options.rounds ?? 2;
  const run = openRun(participants.length * count + 1, options);
  const rounds: ProcessResult[][] = [];
  for (let round = 1; round <= count && !options.signal?.aborted; round++) {
    const heard = rounds.at(-1)?.filter(succeeded) ?? [];
    const said: ProcessResult[] = [];
    const prompt = (each: Runnable) =>
      round === 1
        ? each.prompt
        : `${passOutput(each.prompt, heard)}\n\nThis is round ${round} of ${count}. Answer what the others say, and say where you have changed your mind.`;
    await runTogether(
      participants,
      (each) => ({ prompt: prompt(each) }),
      run,
      options,
      (result) => said.push(result),
    );
    rounds.push(said);
  }
  const last = rounds.at(-1)?.filter(succeeded) ?? [];
  if (last.length === 0 || options.signal?.aborted) return { rounds, conclusion: null };
  const conclusion = await run(options.moderator, { prompt: passOutput(options.moderator.prompt, last) });
  return { rounds, conclusion };
}
