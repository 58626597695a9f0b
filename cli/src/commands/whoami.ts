import type { Command } from 'commander';

/** `whoami`: as whom this machine is known, and whether its key is accepted. */
export function addWhoami(program: Command): void {
  program
    .command('whoami')
    .description('Show as whom this machine is known, and whether its key is accepted')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./say-who')).sayWho(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator whoami
  $ agent-orchestrator whoami --json | jq -r .data.runnerId
`;
