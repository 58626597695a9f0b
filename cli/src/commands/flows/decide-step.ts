import { reviewFlowNode } from '@/contract/flow-run';
import { openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import type { ReviewOptions } from '../flow-runs';

/** Approves a step that waits for a person, or lets it fail. */
export async function decideStep(id: string, { reject, note, ...options }: ReviewOptions): Promise<void> {
  const body = { approve: reject !== true, note };
  const step = await openDashboard(options).call(reviewFlowNode, { params: { id }, body });
  if (options.json) return printJson({ data: step });
  print(`${step.nodeId} is ${step.status}.`);
}
