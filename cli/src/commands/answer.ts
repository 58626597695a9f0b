import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface AnswerOptions extends DashboardOptions {
  text?: string;
  dismiss?: boolean;
  acknowledge?: boolean;
  budget?: string;
  maxTurns?: string;
  timeout?: string;
  always?: boolean;
  prefix?: string;
}

/** `answer`: answers an exception; the chosen option acts. */
export function addAnswer(program: Command): void {
  withDashboard(
    program
      .command('answer')
      .description('Answer an exception; the chosen option acts at once')
      .argument('<exception>', 'a ref like EXC-17')
      .argument('[option]', 'the option: its id, or its number as exceptions show prints it')
      .option('--text <text>', 'the answer, or guidance for the next agent; - reads it from stdin')
      .option('--budget <usd>', 'with raise_cap: the budget of the task, in US dollars')
      .option('--max-turns <n>', 'with raise_cap: how many turns an agent may take')
      .option('--timeout <minutes>', 'with raise_cap: how long an agent may take')
      .option('--always', 'answer the next same question of the project so, too: the same tool and input')
      .option('--prefix <words>', 'with --always: also commands that begin with these words of this one')
      .option('--acknowledge', 'say that somebody has seen it; nothing acts')
      .option('--dismiss', 'close it without acting'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, option: string | undefined, options: AnswerOptions) => {
      await (await import('./exceptions/answer-exception')).answerException(ref, option, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator answer EXC-17 retry --text "keep the public interface as it is"
  $ agent-orchestrator answer EXC-18 1
  $ agent-orchestrator answer EXC-20 allow --always --prefix "npm test"
  $ agent-orchestrator answer EXC-19 raise_cap --budget 5
`;
