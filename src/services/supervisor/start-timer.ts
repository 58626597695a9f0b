import { timers } from '@/lib/timers';
import { sweepBeside } from './sweep';

/** The clock of a server that lives: sweeps even when nobody calls. */
export function startSupervisor(): { stop(): void } {
  const timer = setInterval(sweepBeside, timers().sweepEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
