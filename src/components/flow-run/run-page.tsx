'use client';
import dynamic from 'next/dynamic';
import { useQueryState } from 'nuqs';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '@/hooks/use-endpoint';
import { MANY_NODES } from '../flow/folding';
import { useFolded } from '../flow/use-folded';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { words as nodes } from '../words/flow-run-nodes';
import { words } from '../words/flow-run-page';
import { GateButtons } from './gate-buttons';
import { nodeStates } from './node-states';
import { momentAfter, spanOf, stepsAt } from './replay';
import { ReplayBar } from './replay-bar';
import { RunGantt } from './run-gantt';
import { RunHead } from './run-head';
import { RunPeek } from './run-peek';
import { RunTable } from './run-table';
import { type RunView, runParsers } from './run-url';
import { StoreContext, stateStore } from './state-store';
import { runHasEnded } from './step-words';
import { useRunSteps } from './use-run-steps';

const RunGraph = dynamic(() => import('./run-graph').then((made) => made.RunGraph), {
  ssr: false,
  loading: () => <Skeleton rows={10} />,
});
const NARROW = 768;
const NONE: never[] = [];

/** A run of a flow: where each node stands, live, and at any moment of a run that has ended. */
export function RunPage({ runId }: { runId: string }) {
  const run = useEndpoint('getFlowRun', { params: { id: runId } });
  if (run.isError)
    return <ErrorPanel page title={words.unread} error={run.error} onRetry={() => void run.refetch()} />;
  return run.data ? <Run run={run.data} /> : <Skeleton rows={10} />;
}

function Run({ run }: { run: Parameters<typeof RunHead>[0]['run'] }) {
  const { document: flow } = run;
  const read = useRunSteps(run.id);
  const [asked, setView] = useQueryState('view', runParsers.view);
  const [chosen, setChosen] = useQueryState('node', runParsers.node);
  // the server draws rows; the browser may draw the graph
  const [first, setFirst] = useState<RunView>('table');
  useEffect(() => {
    if (window.innerWidth >= NARROW && flow.nodes.length <= MANY_NODES) setFirst('graph');
  }, [flow.nodes.length]);
  const view = asked ?? first;
  const { folded, fold } = useFolded(flow);
  const [after, setAfter] = useQueryState('t', runParsers.t);
  const [store] = useState(stateStore);
  const all = read.data ?? NONE;
  const over = runHasEnded(run.status);
  const span = useMemo(() => (over ? spanOf(all) : null), [over, all]);
  const moment = span && momentAfter(span, after);
  const from = span?.from ?? 0;
  const setMoment = useCallback(
    (next: number | null) => void setAfter(next === null ? null : Math.round(next - from)),
    [setAfter, from],
  );
  const steps = useMemo(() => (over && moment !== null ? stepsAt(all, moment) : all), [all, over, moment]);
  const then = over && moment !== null ? 'RUNNING' : run.status;
  const states = useMemo(() => nodeStates(flow, steps, then), [flow, steps, then]);
  useEffect(() => store.set(states), [store, states]);
  const isOpen = chosen !== null;
  // Back closes what was opened beside, and does not go through all that was looked at there.
  const choose = useCallback(
    (id: string | null) => void setChosen(id, { history: isOpen ? 'replace' : 'push' }),
    [setChosen, isOpen],
  );
  const node = flow.nodes.find(({ id }) => id === chosen);
  const state = node && states.get(node.id);
  const gates = moment === null ? [...states.values()].filter(({ status }) => status === 'review') : [];
  const close = () => {
    const [from] =
      chosen === null ? [] : document.querySelectorAll<HTMLElement>(`[data-node="${CSS.escape(chosen)}"]`);
    choose(null);
    from?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what stands beside, wherever the focus is
    <div onKeyDown={(event) => event.key === 'Escape' && chosen !== null && close()}>
      <RunHead run={run} states={states} />
      {read.isError && (
        <ErrorPanel title={words.stepsUnread} error={read.error} onRetry={() => void read.refetch()} />
      )}
      {gates.length > 0 && (
        <section
          aria-label={words.gates.title}
          className="mb-4 rounded-panel border border-review bg-tint-review px-4 py-2"
        >
          <ul>
            {gates.slice(0, 5).map((gate) => (
              <li key={gate.nodeId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
                <span className="min-w-0 flex-1 basis-48">
                  <Phrase
                    of={words.gates.told}
                    parts={{ node: <bdi className="font-medium">{gate.label}</bdi> }}
                  />
                </span>
                <GateButtons state={gate} />
              </li>
            ))}
          </ul>
          {gates.length > 5 && <p className="text-label">{words.gates.more(gates.length - 5)}</p>}
        </section>
      )}
      {span && <ReplayBar steps={all} span={span} moment={moment} onMoment={setMoment} />}
      <div className="mb-3">
        <Segmented
          label={words.view}
          value={view}
          options={[
            { value: 'graph', label: nodes.views.graph },
            { value: 'gantt', label: nodes.views.gantt },
            { value: 'table', label: nodes.views.table },
          ]}
          onChange={(next) => void setView(next)}
        />
      </div>
      <div
        className={state ? 'grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]' : undefined}
      >
        <div className="min-w-0">
          {view === 'graph' && (
            <StoreContext value={store}>
              <RunGraph flow={flow} folded={folded} chosen={chosen} onFold={fold} onChoose={choose} />
            </StoreContext>
          )}
          {view === 'gantt' && (
            <Panel flush>
              <RunGantt flow={flow} steps={steps} states={states} chosen={chosen} onChoose={choose} />
            </Panel>
          )}
          {view === 'table' && (
            <Panel flush>
              <RunTable
                flow={flow}
                states={states}
                folded={folded}
                chosen={chosen}
                onFold={fold}
                onChoose={choose}
              />
            </Panel>
          )}
        </div>
        {node && state && (
          <RunPeek
            key={node.id}
            runId={run.id}
            node={node}
            state={state}
            steps={steps.filter(({ nodeId }) => nodeId === node.id)}
            onClose={close}
          />
        )}
      </div>
    </div>
  );
}
