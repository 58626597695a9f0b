import type { Command } from 'commander';

interface JsonOption {
  json?: boolean;
}

/** `config`: the settings that this machine keeps. */
export function addConfig(program: Command): void {
  const config = program
    .command('config')
    .description('Settings of this machine: list, read, change')
    .addHelpText('after', EXAMPLES);
  config
    .command('list', { isDefault: true })
    .description('List the settings')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: JsonOption) => {
      await (await import('./config/list-settings')).listSettings(options);
    });
  config
    .command('get')
    .description('Print one setting')
    .argument('<name>', 'as config lists it')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: JsonOption) => {
      await (await import('./config/get-setting')).getSetting(name, options);
    });
  config
    .command('set')
    .description('Change a setting; a runner that runs takes it up when it is started again')
    .argument(
      '<name>',
      'url, directory, labels, maxConcurrent, projects, shellChecks, network, requireSignedTasks or trustedKeys',
    )
    .argument('<value>', 'its new value')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, value: string, options: JsonOption) => {
      await (await import('./config/set-setting')).setSetting(name, value, options);
    });
  config
    .command('path')
    .description('Print where the settings are kept')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: JsonOption) => {
      await (await import('./config/print-path')).printPath(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator config
  $ agent-orchestrator config set maxConcurrent 3
  $ agent-orchestrator config set labels gpu,linux
  $ agent-orchestrator config set projects shop,docs
  $ cat "$(agent-orchestrator config path)"
`;
