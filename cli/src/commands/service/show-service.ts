import { existsSync } from 'node:fs';
import { runningRunner } from '../../runner/single-runner';
import { lookAtService } from '../../service/look-at-service';
import { serviceFacts } from '../../service/service-facts';
import { managerHere, servicePlan } from '../../service/service-plan';
import { EXIT } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import type { ServiceOptions } from '../service';

/** Prints whether the service is installed and runs; sets the exit code. */
export function showService({ json }: ServiceOptions): void {
  const plan = servicePlan(managerHere(), serviceFacts());
  const { manager, file, log } = plan;
  const installed = existsSync(file);
  const { running, said } = installed ? lookAtService(plan) : { running: false, said: '' };
  if (!running) process.exitCode = EXIT.failure;
  if (json)
    printJson({
      data: { manager, file, installed, running, says: said.slice(0, 500), runnerPid: runningRunner() },
    });
  else if (!installed)
    print('The service is not installed. Install it with: agent-orchestrator service install');
  else {
    print(
      running
        ? `The service runs: ${file}`
        : `The service does not run (${said.split('\n')[0] || 'no answer'}): ${file}`,
    );
    print(`Log: ${log}`);
  }
}
