import { type Command, Option } from 'commander';

export const MANAGERS = ['systemd', 'launchd', 'windows'] as const;
export type Manager = (typeof MANAGERS)[number];

export interface ServiceOptions {
  manager?: Manager;
  json?: boolean;
  print?: boolean;
  yes?: boolean;
}

/** `service`: the runner as something that this machine starts by itself. */
export function addService(program: Command): void {
  const service = program
    .command('service')
    .description('Let this machine start its runner by itself, as you and with your rights')
    .addHelpText('after', EXAMPLES);
  service
    .command('install')
    .description(
      'Write a systemd user unit, a launchd agent or a scheduled task, and start it; shows it and asks first',
    )
    .addOption(new Option('--manager <name>', 'whose file it is (default: this machine’s)').choices(MANAGERS))
    .option('--print', 'print the file and do nothing')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ServiceOptions) => {
      await (await import('./service/install-service')).installService(options);
    });
  service
    .command('uninstall')
    .description('Stop the service, which hands its tasks back, and remove its file')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ServiceOptions) => {
      await (await import('./service/uninstall-service')).uninstallService(options);
    });
  service
    .command('status')
    .description('Show whether the service is installed, and whether it runs; exit code 1 where it does not')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ServiceOptions) => {
      await (await import('./service/show-service')).showService(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator service install
  $ agent-orchestrator service install --print --manager launchd
  $ agent-orchestrator service status --json
  $ agent-orchestrator service uninstall

The file holds no secrets and no environment but the PATH and where this machine’s settings are. An API key is not taken
over: log Claude Code in, or with systemd put it into service.env beside the settings (agent-orchestrator config path).
`;
