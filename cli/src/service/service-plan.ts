import { join } from 'node:path';
import type { Manager } from '../commands/service';
import { LAUNCHD_LABEL, launchdPlist } from './launchd-plist';
import { scheduledTask, TASK_NAME } from './scheduled-task';
import { type ServiceFacts, serviceLog } from './service-facts';
import { systemdUnit } from './systemd-unit';

/** A service as one manager of services has it: its file, and the commands that start, stop and look at it. */
export interface ServicePlan {
  manager: Manager;
  file: string;
  content: string;
  /** How the file is written. */
  encoding: 'utf8' | 'utf16le';
  start: string[][];
  stop: string[][];
  /** Ends with 0 where it runs. */
  look: string[];
  /** Which of its output means that it runs; none where its end says it. */
  runs?: RegExp;
  log: string;
  hint?: string;
}

const UNIT = 'agent-orchestrator.service';

/** The manager of services of this machine. */
export const managerHere = (): Manager =>
  process.platform === 'darwin' ? 'launchd' : process.platform === 'win32' ? 'windows' : 'systemd';

/** What is written and run to have the runner as a service. */
export function servicePlan(manager: Manager, facts: ServiceFacts): ServicePlan {
  switch (manager) {
    case 'systemd': {
      const systemctl = (...words: string[]) => ['systemctl', '--user', ...words];
      return {
        manager,
        file: join(facts.environment.XDG_CONFIG_HOME ?? join(facts.home, '.config'), 'systemd', 'user', UNIT),
        content: systemdUnit(facts),
        encoding: 'utf8',
        start: [systemctl('daemon-reload'), systemctl('enable', UNIT), systemctl('restart', UNIT)],
        stop: [systemctl('disable', '--now', UNIT)],
        look: systemctl('is-active', UNIT),
        log: `journalctl --user -u ${UNIT} -f`,
        hint: 'It runs while you are logged in; for always: loginctl enable-linger',
      };
    }
    case 'launchd': {
      const domain = `gui/${process.getuid?.() ?? 501}`;
      const file = join(facts.home, 'Library', 'LaunchAgents', `${LAUNCHD_LABEL}.plist`);
      return {
        manager,
        file,
        content: launchdPlist(facts),
        encoding: 'utf8',
        start: [['launchctl', 'bootstrap', domain, file]],
        stop: [['launchctl', 'bootout', `${domain}/${LAUNCHD_LABEL}`]],
        look: ['launchctl', 'print', `${domain}/${LAUNCHD_LABEL}`],
        runs: /state = running/,
        log: `tail -f ${serviceLog(facts)}`,
        hint: 'launchd starts it again after stop --now and after an error; to end it: agent-orchestrator service uninstall',
      };
    }
    case 'windows': {
      const file = join(facts.state, 'service.xml');
      return {
        manager,
        file,
        content: scheduledTask(facts),
        // The Task Scheduler takes no other.
        encoding: 'utf16le',
        start: [
          ['schtasks.exe', '/Create', '/TN', TASK_NAME, '/XML', file, '/F'],
          ['schtasks.exe', '/Run', '/TN', TASK_NAME],
        ],
        stop: [
          ['schtasks.exe', '/End', '/TN', TASK_NAME],
          ['schtasks.exe', '/Delete', '/TN', TASK_NAME, '/F'],
        ],
        look: ['schtasks.exe', '/Query', '/TN', TASK_NAME, '/FO', 'LIST'],
        runs: /running/i,
        log: 'the log of each agent is in the dashboard; the runner’s own is not kept',
        hint: 'A task of the scheduler takes its environment from your account, not from this window.',
      };
    }
  }
}
