'use client';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { useNow } from '@/hooks/use-now';
import { outlineRows } from '../flow/outline-rows';
import type { Tone } from '../ui/chip';
import { TimeScale } from '../ui/time-scale';
import { words } from '../words/flow-run-page';
import type { NodeState, Step } from './node-states';
import { StateWord, Took } from './state-line';
import { wordOf } from './step-words';

interface GanttProps {
  flow: FlowDocument;
  steps: readonly Step[];
  states: ReadonlyMap<string, NodeState>;
  chosen: string | null;
  onChoose(id: string): void;
}

const BAR: Record<Tone, string> = {
  neutral: 'bg-control',
  active: 'bg-active',
  attention: 'bg-attention',
  review: 'bg-review',
  success: 'bg-success',
  danger: 'bg-danger',
};

/** When each node was at work: one bar for each of its steps, on one scale. */
export function RunGantt({ flow, steps, states, chosen, onChoose }: GanttProps) {
  const now = useNow();
  const rows = useMemo(() => outlineRows(flow), [flow]);
  const byNode = useMemo(() => {
    const lists = new Map<string, Step[]>();
    for (const step of steps) lists.set(step.nodeId, [...(lists.get(step.nodeId) ?? []), step]);
    return lists;
  }, [steps]);
  const began = steps.flatMap(({ startedAt }) => (startedAt ? [Date.parse(startedAt)] : []));
  if (began.length === 0) return <p className="p-4 text-ink-2">{words.gantt.none}</p>;
  const from = began.reduce((a, b) => Math.min(a, b));
  const endOf = (step: Step) => (step.endedAt ? Date.parse(step.endedAt) : now);
  const to = steps.reduce((last, step) => (step.startedAt ? Math.max(last, endOf(step)) : last), from + 1);
  const share = (at: number) => `${((at - from) / (to - from)) * 100}%`;
  return (
    <div>
      <TimeScale ms={to - from} className="border-b border-line px-3 py-1.5" />
      <ul aria-label={words.gantt.title}>
        {rows.map(({ node, level }) => {
          const state = states.get(node.id);
          return (
            <li
              key={node.id}
              className={clsx(
                'flex items-center border-t border-line px-3 first:border-t-0 [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto]',
                node.id === chosen && 'bg-sunken',
              )}
            >
              <button
                type="button"
                data-node={node.id}
                aria-pressed={node.id === chosen}
                className="flex min-h-10 w-36 shrink-0 flex-col justify-center py-1 pr-3 text-left hover:underline sm:w-56"
                style={{ paddingInlineStart: `${(level - 1) * 12}px` }}
                onClick={() => onChoose(node.id)}
              >
                <bdi className="w-full truncate">{node.label || node.id}</bdi>
                {state && (
                  <span className="flex gap-2 text-label text-ink-2 tabular-nums">
                    <StateWord state={state} />
                    <Took state={state} />
                  </span>
                )}
              </button>
              <span aria-hidden="true" className="relative h-10 flex-1">
                {(byNode.get(node.id) ?? []).map((step) => {
                  if (!step.startedAt || (step.kind === 'join' && step.part !== null)) return null;
                  const start = Date.parse(step.startedAt);
                  return (
                    <span
                      key={step.id}
                      className={clsx(
                        'absolute top-3.5 h-3 min-w-0.5 rounded-[3px]',
                        BAR[wordOf(step.status, step.task?.status).tone],
                        (step.kind === 'each' || step.kind === 'loop') && 'opacity-40',
                      )}
                      style={{ left: share(start), width: `calc(${share(endOf(step))} - ${share(start)})` }}
                    />
                  );
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
