import { existsSync, rmSync } from 'node:fs';
import { lookAtService } from '../../service/look-at-service';
import { runManager } from '../../service/run-manager';
import { serviceFacts } from '../../service/service-facts';
import { managerHere, servicePlan } from '../../service/service-plan';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import type { ServiceOptions } from '../service';

/** Stops the service and removes its file; nothing to remove is no error. */
export function uninstallService({ json }: ServiceOptions): void {
  const plan = servicePlan(managerHere(), serviceFacts());
  const { file, manager } = plan;
  const installed = existsSync(file);
  if (installed) {
    for (const argv of plan.stop) {
      const { ok, said } = runManager(argv);
      // What is left running would go on without its file.
      if (!ok && lookAtService(plan).running)
        throw new Failure('SERVICE_NOT_STOPPED', `${argv.join(' ')} failed: ${said}`);
    }
    rmSync(file, { force: true });
    if (manager === 'systemd') runManager(['systemctl', '--user', 'daemon-reload']);
  }
  if (json) printJson({ data: { manager, file, removed: installed } });
  else
    print(installed ? `The service is stopped, and ${file} is removed.` : 'There is no service to remove.');
}
