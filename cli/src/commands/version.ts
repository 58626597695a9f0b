import type { Command } from 'commander';

/** `version`: of this program, the protocol it speaks and what it runs on. */
export function addVersion(program: Command): void {
  program
    .command('version')
    .description('Print the version of this program, its protocol and what it runs on')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./print-version')).printVersion(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator version
  $ agent-orchestrator version --json
`;
