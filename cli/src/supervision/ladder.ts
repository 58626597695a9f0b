import type { Finding, StallLimits } from '@/contract/stall';

/** What a look at a silent agent showed. `at` and `quietMs` in milliseconds of one monotonic clock. */
export interface Look {
  at: number;
  quietMs: number;
  finding: Finding;
}
/** How far up the ladder an agent is: the last step that was taken with it, and since when it has shown no life. */
export interface Rung {
  step: 'probe' | 'nudge' | 'interrupt' | null;
  since: number;
}
export type Act = 'probe' | 'nudge' | 'interrupt' | 'recovered';

/** No step has been taken. */
export const GROUND: Rung = { step: null, since: 0 };

/**
 * The next step with an agent, if one is due. Pure. A healthy agent is looked at and left alone, however long it takes
 * within its patience; only one that shows no life for a whole step's time is taken further.
 */
export function climb(rung: Rung, look: Look, limits: StallLimits): { rung: Rung; act: Act | null } {
  if (look.quietMs < limits.quietAfterMs)
    return { rung: GROUND, act: rung.step === null ? null : 'recovered' };
  if (rung.step === null) return { rung: { step: 'probe', since: look.at }, act: 'probe' };
  if (isHealthy(look, limits)) {
    const first: Rung = { step: 'probe', since: look.at };
    return { rung: first, act: rung.step === 'probe' ? null : 'recovered' };
  }
  if (look.at - rung.since < limits.stepMs) return { rung, act: null };
  if (rung.step === 'probe') return { rung: { step: 'nudge', since: look.at }, act: 'nudge' };
  if (rung.step === 'nudge') return { rung: { step: 'interrupt', since: look.at }, act: 'interrupt' };
  return { rung, act: null };
}

/** Whether what was found is a sign of life; an open request and a running tool are one for as long as patience lasts. */
export function isHealthy({ finding, quietMs }: Omit<Look, 'at'>, limits: StallLimits): boolean {
  if (finding === 'waiting' || finding === 'output') return true;
  if (finding === 'model') return quietMs < limits.modelPatienceMs;
  if (finding === 'tool' || finding === 'busy') return quietMs < limits.toolPatienceMs;
  return false;
}
