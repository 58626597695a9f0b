import type { Finding, SupervisionStep } from '@/contract/stall';

const FOUND: Record<Finding, string> = {
  model: 'it waits for the model',
  tool: 'a tool of it is running',
  busy: 'its processes are at work',
  waiting: 'it waits for somebody else',
  output: 'it writes again',
  idle: 'nothing of it is at work',
  frozen: 'its engine runs but does not answer',
  stopped: 'its process stands still',
  gone: 'its process is gone',
};
const DONE: Record<SupervisionStep, (found: string, isHealthy: boolean) => string> = {
  probe: (found, isHealthy) => `${found}${isHealthy ? ', so it is left alone' : ''}.`,
  nudge: (found) => `${found}. Nudged it.`,
  interrupt: (found) => `${found}. Interrupted its turn.`,
  resume: () => 'its session is resumed where it stood.',
  give_up: () => 'nothing that was tried brought it back.',
  recovered: (found) => `${found}: it goes on.`,
};

/** A step in a sentence for people. */
export function sayStep(
  step: SupervisionStep,
  finding: Finding,
  quietMs: number,
  isHealthy: boolean,
): string {
  return `Silent for ${sayTime(quietMs)}: ${DONE[step](FOUND[finding], isHealthy)}`;
}

const sayTime = (ms: number): string =>
  ms < 120_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
