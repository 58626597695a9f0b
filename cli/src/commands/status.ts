import type { Command } from 'commander';

/** `status`: who this machine is, whether its runner runs, and what it works on. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('Show who this machine is, whether its runner runs, and what it works on')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./show-status')).showStatus(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator status
  $ agent-orchestrator status --json | jq .data.running
`;
