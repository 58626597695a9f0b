import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface VerifyOptions extends DashboardOptions {
  key?: string;
}

/** `verify`: whether what the dashboard tells of a task's checks is what a runner has signed. */
export function addVerify(program: Command): void {
  withDashboard(
    program
      .command('verify')
      .description('Check the receipt of a task on this machine; exit code 1 where something does not match')
      .argument('<task>', 'a ref like TASK-142')
      .option(
        '--key <key>',
        'the public key (aok_…) that must have signed it; whoami shows it on the machine itself',
      ),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: VerifyOptions) => {
      await (await import('./verify-receipt')).verifyReceipt(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator verify TASK-142
  $ agent-orchestrator verify TASK-142 --key aok_… --json | jq -r .data.faults
`;
