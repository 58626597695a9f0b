import type { Command } from 'commander';

/** `logout`: ends what `login` got. */
export function addLogout(program: Command): void {
  program
    .command('logout')
    .description('End the access token that login got, at the dashboard and here')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./login/log-out')).logOut(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator logout

A machine that was connected as a runner leaves with: agent-orchestrator disconnect
`;
