import { runManager } from './run-manager';
import type { ServicePlan } from './service-plan';

/** Whether a service runs, by what its manager says. */
export function lookAtService({ look, runs }: ServicePlan): { running: boolean; said: string } {
  const { ok, said } = runManager(look);
  return { running: ok && (!runs || runs.test(said)), said };
}
