import type { Command } from 'commander';

export interface ConnectOptions {
  dir?: string;
  url?: string;
  name?: string;
  label: string[];
  json?: boolean;
}

/** `connect <token|->`: registers this machine with a dashboard, by a one-time token. */
export function addConnect(program: Command): void {
  program
    .command('connect')
    .description('Register this machine with a dashboard, by a one-time token from its Connect page')
    .argument('[token]', 'the token, or - to read it from stdin (so that it shows in no process list)')
    .option(
      '-d, --dir <folder>',
      'the folder whose repositories this machine may work on (default: this folder)',
    )
    .option('--url <url>', 'the address of the dashboard (default: AGENT_ORCHESTRATOR_URL, or this machine)')
    .option('--name <name>', 'what the dashboard calls this machine (default: its host name)')
    .option(
      '--label <label>',
      'a label that tasks can ask for; may be given more than once',
      (label: string, all: string[]) => [...all, label],
      [],
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (token: string | undefined, options: ConnectOptions) => {
      await (await import('./connect-machine')).connectMachine(token, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator connect aoe_… --url https://dashboard.example -d ~/projects
  $ pbpaste | agent-orchestrator connect - --label gpu
`;
