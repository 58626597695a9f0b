import type { Command } from 'commander';

export interface DisconnectOptions {
  yes?: boolean;
  local?: boolean;
  json?: boolean;
}

/** `disconnect`: ends this machine's connection, at the dashboard and here. */
export function addDisconnect(program: Command): void {
  program
    .command('disconnect')
    .description('Revoke this machine at the dashboard and remove its key here, after asking')
    .option('-y, --yes', 'do not ask')
    .option('--local', 'only remove the key here, where the dashboard is gone for good')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: DisconnectOptions) => {
      await (await import('./disconnect-machine')).disconnectMachine(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator disconnect
  $ agent-orchestrator disconnect --yes

Its tasks go back to the queue. Branches and checkpoints of agents stay in your repositories.
`;
