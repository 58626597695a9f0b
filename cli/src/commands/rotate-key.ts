import type { Command } from 'commander';

/** `rotate-key`: replaces this machine's key. */
export function addRotateKey(program: Command): void {
  program
    .command('rotate-key')
    .description('Replace this machine’s key; a runner that runs goes on')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./rotate-key/rotate-key')).rotateKey(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator rotate-key

The earlier key is good for ten minutes more. A key that is older than thirty days is replaced at the next start.
`;
