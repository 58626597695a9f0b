import type { Finding } from '@/contract/stall';
import type { EngineSession } from '../engines/engine';
import { treeActivity } from '../workspace/process-tree';

/** Part of one processor that a process uses which is at work rather than waiting. */
const BUSY = 0.1;
/** How long an engine may take to answer that it is there, in milliseconds. */
const ANSWER_MS = 10_000;

/** Processor time of an engine's processes at a moment, both in milliseconds. */
export interface Pulse {
  at: number;
  cpuMs: number;
}

/** Looks at a silent engine: its processes, what it has open, and whether it answers. `waits` is true while it is held up by us. */
export async function lookAt(
  session: EngineSession,
  waits: boolean,
  before: Pulse | null,
): Promise<{ finding: Finding; pulse: Pulse | null }> {
  if (waits) return { finding: 'waiting', pulse: null };
  const at = performance.now();
  const tree = session.pid === null ? null : treeActivity(session.pid);
  const pulse = tree && { at, cpuMs: tree.cpuMs };
  const found = (finding: Finding) => ({ finding, pulse });
  if (tree && !tree.alive) return found('gone');
  if (tree?.stopped) return found('stopped');
  const isBusy = before && pulse && pulse.cpuMs - before.cpuMs > (at - before.at) * BUSY;
  if (isBusy) return found('busy');
  if (!(await session.answers(ANSWER_MS))) return found('frozen');
  return found(session.waitsFor() ?? 'idle');
}
