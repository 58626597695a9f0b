import { timers } from '@/lib/timers';
import { startNotifier } from '../notifier/start-notifier';
import { sweepBeside } from './sweep';

/** The clock of a server that lives: sweeps even when nobody calls, and tells people what has happened. */
export function startSupervisor(): { stop(): void } {
  const timer = setInterval(sweepBeside, timers().sweepEveryMs);
  timer.unref();
  const notifier = startNotifier();
  return {
    stop() {
      clearInterval(timer);
      notifier.stop();
    },
  };
}
