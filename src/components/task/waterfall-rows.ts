import type { Agent } from '@/contract/agent';
import type { CheckRun } from '@/contract/check-run';
import { agentStatusWord } from '../agent/agent-status';
import { agentWord } from '../agent/agent-words';
import { CHECK } from '../check/check-words';
import { words } from '../words/task-waterfall';
import { PHASE_LOOK } from './phase-look';
import type { PhaseSpan } from './time-shares';

export interface WaterfallRow {
  key: string;
  what: string;
  /** What came of it, in a word. */
  state: string;
  kind: 'waiting' | 'agent' | 'check';
  bars: { from: number; to: number; color: string }[];
}

const WAITING = ['queue', 'blocked', 'person'] as const;
const AGENT_COLOR = { work: 'bg-active', verify: 'bg-success', merge: 'bg-ink-3' } as const;

/**
 * What took a task's time, each with its bars (milliseconds since 1970): what it waited for, its agents in their order, and
 * below each the checks that it ran.
 */
export function waterfallRows(
  spans: readonly PhaseSpan[],
  agents: readonly Agent[],
  checks: readonly CheckRun[],
  now: number,
): WaterfallRow[] {
  const waits = WAITING.flatMap((phase): WaterfallRow[] => {
    const bars = spans.filter((span) => span.phase === phase);
    if (bars.length === 0) return [];
    const { word, color } = PHASE_LOOK[phase];
    return [
      {
        key: phase,
        what: word,
        state: bars.some(({ to }) => to === now) ? words.still : words.over,
        kind: 'waiting',
        bars: bars.map(({ from, to }) => ({ from, to, color })),
      },
    ];
  });
  const works = agents
    .toSorted((a, b) => a.attempt - b.attempt)
    .flatMap((agent): WaterfallRow[] => {
      if (!agent.startedAt) return [];
      const to = agent.endedAt ? Date.parse(agent.endedAt) : now;
      const bar = { from: Date.parse(agent.startedAt), to, color: AGENT_COLOR[agent.kind] };
      return [
        {
          key: agent.id,
          what: agentWord(agent),
          state: agentStatusWord(agent.status),
          kind: 'agent',
          bars: [bar],
        },
        ...checkRows(checks.filter(({ agentId }) => agentId === agent.id)),
      ];
    });
  return [...waits, ...works];
}

/** Checks run one after another and are told together: the last of a round ends when it was told. */
function checkRows(checks: readonly CheckRun[]): WaterfallRow[] {
  return checks.map((check, at) => {
    const after = checks
      .slice(at + 1)
      .filter(({ round }) => round === check.round)
      .reduce((sum, { durationMs }) => sum + durationMs, 0);
    const to = Date.parse(check.createdAt) - after;
    return {
      key: check.id,
      what: check.round === null ? check.name : words.inRound(check.name, check.round + 1),
      state: CHECK[check.status].word,
      kind: 'check',
      bars: [
        {
          from: to - check.durationMs,
          to,
          color: check.status === 'passed' || check.status === 'skipped' ? 'bg-success' : 'bg-danger',
        },
      ],
    };
  });
}
