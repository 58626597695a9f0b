import { abortFlow, pauseFlow, resumeFlow } from '@/contract/flow-run';
import { openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import type { SteerOptions } from '../flow-runs';
import { sayCounts } from './run-flow';

const CALLS = { pause: pauseFlow, resume: resumeFlow, abort: abortFlow } as const;

/** Pauses, resumes or ends a run. */
export async function steerRun(
  way: keyof typeof CALLS,
  id: string,
  { note, ...options }: SteerOptions,
): Promise<void> {
  const run = await openDashboard(options).call(CALLS[way], { params: { id }, body: { note } });
  if (options.json) return printJson({ data: run });
  print(`${run.name} is ${run.status}: ${sayCounts(run)}.`);
}
