import type { Finding, StallLimits } from '@/contract/stall';
import type { EngineSession } from '../engines/engine';
import { signalTree } from '../workspace/process-tree';
import { type Act, climb, GROUND, isHealthy, type Look } from './ladder';
import { lookAt, type Pulse } from './look-at';

/** Found of an engine that answers, and so takes what it is told. */
const HEARING: Finding[] = ['model', 'tool', 'idle'];

export interface TurnWatch {
  /** Something was heard of the agent. */
  heard(): void;
  /** What was found when the turn was interrupted for its silence; null where it was not. */
  interrupted(): Look | null;
  /** The turn is over, well or not. */
  end(ok: boolean): void;
}

export interface Watching {
  session: EngineSession;
  limits: StallLimits;
  /** Whether the agent is held up by us: a question to a person, a pause, a lease that is unsure. */
  waits(): boolean;
  onStep(step: Act, look: Look, isHealthy: boolean): void;
  /** Says something to the model: its engine is alive and waits. */
  onNudge(): void;
}

/** Looks after one turn of an engine until it ends: silence is looked into, and what shows no life is nudged, then interrupted. */
export function watchTurn({ session, limits, waits, onStep, onNudge }: Watching): TurnWatch {
  let last = performance.now();
  let rung = GROUND;
  let pulse: Pulse | null = null;
  let looking = false;
  let ended = false;
  let cut: Look | null = null;
  let held = false;

  const tick = async () => {
    if (looking || ended || cut) return;
    looking = true;
    const waiting = waits();
    // Silence while it was held up by us is ours: its own begins when it may go on.
    if (held && !waiting) last = performance.now();
    held = waiting;
    const quiet = performance.now() - last;
    let finding: Finding = 'output';
    if (quiet >= limits.quietAfterMs) ({ finding, pulse } = await lookAt(session, waiting, pulse));
    looking = false;
    if (ended) return;
    const at = performance.now();
    const quietMs = at - last;
    // It may have been heard of while it was looked at.
    const look = { at, quietMs, finding: quietMs < limits.quietAfterMs ? ('output' as const) : finding };
    const next = climb(rung, look, limits);
    rung = next.rung;
    if (!next.act) return;
    onStep(next.act, look, isHealthy(look, limits));
    if (next.act === 'nudge' && session.pid !== null && finding === 'stopped')
      signalTree(session.pid, 'SIGCONT');
    if (next.act === 'nudge' && HEARING.includes(finding)) onNudge();
    if (next.act !== 'interrupt') return;
    cut = look;
    session.interrupt();
  };
  const timer = setInterval(
    () => void tick().catch(() => {}),
    Math.max(100, Math.min(limits.quietAfterMs, limits.stepMs) / 4),
  );
  return {
    heard: () => {
      last = performance.now();
    },
    interrupted: () => cut,
    end: (ok) => {
      ended = true;
      clearInterval(timer);
      // A turn that ends is the sign of life that was waited for.
      if (ok && rung.step !== null && !cut)
        onStep(
          'recovered',
          { at: performance.now(), quietMs: performance.now() - last, finding: 'output' },
          true,
        );
    },
  };
}
