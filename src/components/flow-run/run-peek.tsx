'use client';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useQueryState } from 'nuqs';
import { useEffect, useRef, useState } from 'react';
import type { FlowNode } from '@/contract/flow';
import { kindOf } from '@/contract/flow-settings';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { KIND_WORDS } from '../flow/node-words';
import { LogTab } from '../task/log-tab';
import { Button } from '../ui/button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Skeleton } from '../ui/skeleton';
import { TabBar, TabPanel } from '../ui/tabs';
import { words as nodes } from '../words/flow-run-nodes';
import { words } from '../words/flow-run-peek';
import { GateButtons } from './gate-buttons';
import type { NodeState, Step } from './node-states';
import { RetryButton } from './retry-button';
import { runParsers } from './run-url';
import { costOf, StateWord, Took } from './state-line';
import { StepOutput } from './step-output';

const ChangesView = dynamic(() => import('../diff/changes-view').then((made) => made.ChangesView), {
  loading: () => <Skeleton />,
});

interface PeekProps {
  runId: string;
  node: FlowNode;
  state: NodeState;
  /** Its steps, of which those with a task have a log. */
  steps: readonly Step[];
  onClose(): void;
}

/** One node of a run beside the others: why it stands where it does, its log, its changes, and what it gave out. */
export function RunPeek({ runId, node, state, steps, onClose }: PeekProps) {
  const [tab, setTab] = useQueryState('tab', runParsers.tab);
  const [picked, setPicked] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each node that is chosen is gone to, where it stands out of sight
  useEffect(() => {
    if (window.innerWidth < 1024) heading.current?.scrollIntoView({ block: 'start' });
  }, [node.id]);
  const worked = steps.filter((step) => step.task !== null);
  const step =
    worked.find(({ id }) => id === picked) ?? worked.find(({ id }) => id === state.lead?.id) ?? worked[0];
  const kind = KIND_WORDS[kindOf(node)];
  return (
    <section
      aria-labelledby="peek"
      className="min-w-0 rounded-panel border border-line bg-panel lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto"
    >
      <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-2.5">
        <div className="min-w-0">
          <h2 id="peek" ref={heading} className="scroll-mt-20 text-section font-semibold">
            <bdi>{state.label}</bdi>
          </h2>
          <p className="flex flex-wrap items-center gap-x-3 text-label text-ink-2 tabular-nums">
            <StateWord state={state} />
            {kind.name}
            <Took state={state} />
            {costOf(state)}
            {state.tries && <span>{words.attempt(nodes.tries(state.tries))}</span>}
            {step?.task && (
              <Link href={`/tasks/${step.task.ref}`} className="mono text-accent hover:underline">
                {step.task.ref}
              </Link>
            )}
          </p>
        </div>
        <span className="flex shrink-0 gap-1">
          <RetryButton runId={runId} state={state} />
          <Button look="quiet" size="icon" aria-label={words.close} title={words.closeKeys} onClick={onClose}>
            <X className="size-4" aria-hidden="true" />
          </Button>
        </span>
      </div>
      <div className="p-4">
        {state.why && (
          <p className="mb-3">
            <span className="font-medium">{state.words.word}</span>: {state.why}.
          </p>
        )}
        {state.status === 'review' && (
          <div className="mb-3">
            <GateButtons state={state} />
          </div>
        )}
        {worked.length > 1 && (
          <Select
            aria-label={words.step}
            fit
            className="mb-3 max-w-full"
            value={step?.id}
            onChange={(event) => setPicked(event.target.value)}
          >
            {worked.map((one) => (
              <option key={one.id} value={one.id}>
                {nameOf(one)} · {one.status}
              </option>
            ))}
          </Select>
        )}
        {step?.task ? (
          <TabBar
            label={words.about}
            value={tab}
            onChange={(next) => void setTab(next)}
            tabs={[
              { value: 'log', label: words.tabs.log },
              { value: 'changes', label: words.tabs.changes },
              { value: 'output', label: words.tabs.output },
            ]}
          >
            <TabPanel value="log">
              <StepLog taskRef={step.task.ref} />
            </TabPanel>
            <TabPanel value="changes">
              <ChangesView taskRef={step.task.ref} />
            </TabPanel>
            <TabPanel value="output">
              <StepOutput runId={runId} nodeId={node.id} stepId={step.id} />
            </TabPanel>
          </TabBar>
        ) : (
          <>
            <p className="text-ink-2">
              {steps.length === 0 || state.status === 'waiting' || state.status === 'skipped'
                ? words.noAgent
                : words.noAgentItself(kind.does)}
            </p>
            {state.lead && state.status !== 'waiting' && (
              <div className="mt-3">
                <StepOutput runId={runId} nodeId={node.id} stepId={state.lead.id} />
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** A step among several of one node: its rounds, and which of several it is. */
const nameOf = ({ path, part, nodeId }: Step) =>
  [...path.map(({ nodeId: node, round }) => `${node} ${round + 1}`), part ?? nodeId].join(', ');

function StepLog({ taskRef }: { taskRef: string }) {
  const task = useEndpoint('getTask', { params: { id: taskRef } });
  const agents = useList('listAgents', { query: { taskId: taskRef } });
  if (task.isError) return <ErrorPanel error={task.error} onRetry={() => void task.refetch()} />;
  if (!task.data) return <Skeleton />;
  if (agents.isSuccess && agents.data.items.length === 0)
    return <EmptyState title={words.noLog.title}>{words.noLog.lead}</EmptyState>;
  return <LogTab task={task.data} agents={agents.data?.items ?? []} pending={agents.isPending} />;
}
