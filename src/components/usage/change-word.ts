import type { UsageFigures } from '@/contract/usage';
import { words } from '../words/usage';

/** How an amount differs from the one before, in words; nothing where there is none now either. */
export function changeWord(now: number | null, before: number | null): string | undefined {
  if (now === null || (!now && !before)) return undefined;
  if (!before) return words.change.none;
  const percent = Math.round((now / before - 1) * 100);
  if (percent === 0) return words.change.same;
  const { more, less } = words.change;
  return (percent > 0 ? more : less)(Math.abs(percent).toLocaleString('en-US'));
}

/** The same of two shares, in points. */
export function pointsWord(now: number | null, before: number | null): string | undefined {
  if (now === null || before === null) return undefined;
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return words.change.same;
  return points > 0 ? words.change.pointsMore(points) : words.change.pointsLess(-points);
}

/** The share of the agents that have ended which failed, timed out or were lost; null where none has. */
export const failureRate = ({ agents, live, failed }: UsageFigures): number | null =>
  agents > live ? failed / (agents - live) : null;
