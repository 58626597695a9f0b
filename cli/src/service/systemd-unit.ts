import { join } from 'node:path';
import type { ServiceFacts } from './service-facts';

/** A systemd user unit that runs the runner. */
export function systemdUnit({ node, program, config, environment }: ServiceFacts): string {
  return `[Unit]
Description=Agent Orchestrator runner
StartLimitIntervalSec=10min
StartLimitBurst=10

[Service]
Type=exec
ExecStart=${[node, program, 'start'].map(word).join(' ')}
${Object.entries(environment)
  .map(([name, value]) => `Environment=${word(`${name}=${value}`)}`)
  .join('\n')}
# What you put there yourself, readable by you alone: an API key, a proxy.
EnvironmentFile=-${path(join(config, 'service.env'))}
# Its tasks go back to the queue at once; to let them finish: agent-orchestrator stop
KillSignal=SIGHUP
KillMode=mixed
TimeoutStopSec=60
SuccessExitStatus=143
Restart=on-failure
RestartSec=15
# Wrong usage, not connected, not accepted, too old: another try changes nothing.
RestartPreventExitStatus=2 3 4 8
UMask=0077

[Install]
WantedBy=default.target
`;
}

/** A word of a command or of an environment: quoted, specifiers and variables taken as they stand. */
function word(text: string): string {
  return `"${path(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
}

const path = (text: string) => text.replaceAll('%', '%%');
