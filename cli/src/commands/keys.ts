import type { Command } from 'commander';

/** `keys`: the key by which whoever sits here signs tasks. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('The key that you sign tasks with, for machines that take signed tasks alone')
    .addHelpText('after', EXAMPLES);
  keys
    .command('new')
    .description('Make a key pair: the private half stays here, the public half is for the machines')
    .option('--replace', 'where there is one: what it has signed is good for as long as machines trust it')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { replace?: boolean; json?: boolean }) => {
      await (await import('./keys/make-signing-key')).makeSigningKey(options);
    });
  keys
    .command('show', { isDefault: true })
    .description('Print the public half')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { json?: boolean }) => {
      await (await import('./keys/show-signing-key')).showSigningKey(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator keys new
  $ agent-orchestrator tasks sign TASK-142

On each machine that is to take signed tasks alone:
  $ agent-orchestrator config set trustedKeys aok_…
  $ agent-orchestrator config set requireSignedTasks yes
`;
