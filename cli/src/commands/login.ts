import type { Command } from 'commander';
import { Scope } from '@/contract/policy';

export interface LoginOptions {
  url?: string;
  runner?: boolean;
  scope: string[];
  dir?: string;
  name?: string;
  json?: boolean;
}

/** `login`: lets this machine in by a code that a person types in their browser. */
export function addLogin(program: Command): void {
  program
    .command('login')
    .description('Let this machine in by a code that you type on a page of the dashboard, in any browser')
    .option('--url <url>', 'the address of the dashboard (default: AGENT_ORCHESTRATOR_URL, or this machine)')
    .option('--runner', 'connect this machine as a runner, instead of letting its commands act for you')
    .option(
      '--scope <scope>',
      `what its commands may do, besides reading: ${Scope.options.join(', ')}; may be given more than once`,
      (scope: string, all: string[]) => [...all, scope],
      [],
    )
    .option('-d, --dir <folder>', 'with --runner: the folder whose repositories may be worked on')
    .option('--name <name>', 'what the dashboard calls this machine (default: its host name)')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: LoginOptions) => {
      await (await import('./login/log-in')).logIn(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator login --url https://dashboard.example
  $ agent-orchestrator login --scope task:write --scope task:review
  $ agent-orchestrator login --runner -d ~/projects
`;
