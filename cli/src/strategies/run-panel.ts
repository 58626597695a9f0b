import { type ProcessResult, type Runnable, succeeded } from './process-result';
import { readChoice } from './read-choice';
import { openRun } from './run-one';
import { type ParallelOptions, runTogether } from './run-parallel';

export interface PanelOptions extends ParallelOptions {
  /** How many have to approve; more than half of all experts, where it is not told. */
  quorum?: number;
}

export type Vote = 'approve' | 'reject' | 'abstain';

export interface PanelResult {
  approved: boolean;
  /** Who voted how. Who failed, or named no vote, abstains. */
  votes: { processId: string; vote: Vote }[];
  /** In the order in which they ended. */
  results: ProcessResult[];
}

const VOTES: readonly Vote[] = ['approve', 'reject', 'abstain'];

/** Asks experts apart from each other for a vote on what their prompts put before them. */
export async function runPanel(
  experts: readonly Runnable[],
  options: PanelOptions = {},
): Promise<PanelResult> {
  const results: ProcessResult[] = [];
  const run = openRun(experts.length, options);
  const ask = (prompt: string) =>
    `${prompt}\n\nEnd with one line that is your vote: VOTE: and one of ${VOTES.join(', ')}.`;
  await runTogether(
    experts,
    ({ prompt }) => ({ prompt: ask(prompt) }),
    run,
    options,
    (result) => results.push(result),
  );
  const votes = results.map((result) => ({ processId: result.processId, vote: voteOf(result) }));
  const quorum = options.quorum ?? Math.floor(experts.length / 2) + 1;
  const approved = experts.length > 0 && votes.filter(({ vote }) => vote === 'approve').length >= quorum;
  return { approved, votes, results };
}

const voteOf = (result: ProcessResult): Vote =>
  (succeeded(result) ? readChoice(result.output, 'VOTE', VOTES) : null) ?? 'abstain';
