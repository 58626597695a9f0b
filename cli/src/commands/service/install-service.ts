import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { env } from '../../config/env';
import { needConnection } from '../../config/store';
import { runningRunner } from '../../runner/single-runner';
import { lookAtService } from '../../service/look-at-service';
import { runManager } from '../../service/run-manager';
import { serviceFacts } from '../../service/service-facts';
import { managerHere, type ServicePlan, servicePlan } from '../../service/service-plan';
import { askYes } from '../../terminal/ask';
import { Failure } from '../../terminal/failure';
import { print, printJson, say, warn } from '../../terminal/say';
import type { ServiceOptions } from '../service';

/** Writes the file of a service and starts it, after showing it and asking; with `print` only shows it. */
export async function installService(options: ServiceOptions): Promise<void> {
  const plan = servicePlan(options.manager ?? managerHere(), serviceFacts());
  const { manager, file, content, log } = plan;
  if (options.print) {
    if (options.json) printJson({ data: { manager, file, content, installed: false } });
    else print(content.trimEnd());
    return;
  }
  refuseElsewhere(plan);
  needConnection();
  if (!options.yes) {
    say(`${file}\n\n${content}`);
    if (!(await askYes('Write this file and start the service?', '--yes'))) {
      say('Nothing was done.');
      return;
    }
  }
  if (env.ANTHROPIC_API_KEY)
    warn('ANTHROPIC_API_KEY is set here and not taken over: the service has the login of Claude Code only.');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, plan.encoding === 'utf8' ? content : `\ufeff${content}`, plan.encoding);
  // A plan that is there already gives way to this one.
  if (manager === 'launchd') for (const argv of plan.stop) runManager(argv);
  for (const argv of plan.start) startBy(argv, plan);
  if (options.json) printJson({ data: { manager, file, content, installed: true } });
  else print(`The service is installed and started: ${file}`);
  say(`Its log: ${log}`);
  if (plan.hint) say(plan.hint);
}

function refuseElsewhere(plan: ServicePlan): void {
  if (plan.manager !== managerHere())
    throw new Failure(
      'OTHER_SYSTEM',
      `${plan.manager} is not this machine’s. Add --print to see its file.`,
      'usage',
    );
  const pid = runningRunner();
  if (pid !== null && !lookAtService(plan).running)
    throw new Failure(
      'ALREADY_RUNNING',
      `A runner of this machine is running already (process ${pid}). Stop it first: agent-orchestrator stop`,
    );
}

function startBy(argv: string[], { file }: ServicePlan): void {
  const { ok, said } = runManager(argv);
  if (ok) return;
  throw new Failure(
    'SERVICE_NOT_STARTED',
    `${file} is written, and ${argv.join(' ')} failed: ${said || 'it said nothing'}. Once that is mended run this again, or take the file away with: agent-orchestrator service uninstall`,
  );
}
