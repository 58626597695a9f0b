'use client';
import dynamic from 'next/dynamic';
import { useEffect, useId, useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import type { FlowSimulation } from '@/contract/flow-run';
import { useChange } from '@/hooks/use-change';
import { MANY_NODES } from '../flow/folding';
import { useFolded } from '../flow/use-folded';
import { StatusIcon } from '../task/status-icon';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Field } from '../ui/field';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { words as nodes } from '../words/flow-run-nodes';
import { words } from '../words/flow-run-simulator';
import { InputFields } from './input-fields';
import { inputFields, readInputs } from './inputs-form';
import { nodeStates, type Step } from './node-states';
import { RunTable } from './run-table';
import { StoreContext, stateStore } from './state-store';
import { RUN } from './step-words';

const RunGraph = dynamic(() => import('./run-graph').then((made) => made.RunGraph), {
  ssr: false,
  loading: () => <Skeleton rows={10} />,
});

/** Tries the flow with failures by chance, as it stands here: no task, no model, and nothing is written. */
export function Simulator({ flow }: { flow: FlowDocument }) {
  const id = useId();
  const [percent, setPercent] = useState(30);
  const [seed, setSeed] = useState('1');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const simulate = useChange('simulateFlow');
  // the flow may change below: what came of it belongs to what was asked
  const [asked, setAsked] = useState(flow);
  const fields = useMemo(() => inputFields(flow).map((field) => ({ ...field, required: false })), [flow]);
  const { inputs, faults } = readInputs(fields, typed);
  const run = () => {
    if (Object.keys(faults).length > 0) return;
    setAsked(flow);
    const body = { flow, inputs, failures: percent / 100, seed: Math.trunc(Number(seed)) || 0 };
    simulate.mutate({ body });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">{words.lead}</p>
      <form
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Field id={`${id}-chance`} label={words.chance(percent)}>
          <input
            id={`${id}-chance`}
            type="range"
            min={0}
            max={100}
            value={percent}
            className="h-8 w-56 accent-(--accent)"
            onChange={(event) => setPercent(Number(event.target.value))}
          />
        </Field>
        <Field id={`${id}-seed`} label={words.seed}>
          <Input
            id={`${id}-seed`}
            inputMode="numeric"
            pattern="\d{1,9}"
            fit
            className="w-28"
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        </Field>
        <Button look="primary" type="submit" busy={simulate.isPending}>
          {words.simulate}
        </Button>
        <Button onClick={() => setSeed(String((Math.trunc(Number(seed)) || 0) + 1))}>{words.nextSeed}</Button>
      </form>
      {fields.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-ink-2">{words.inputs}</summary>
          <div className="mt-2 max-w-xl">
            <InputFields
              fields={fields}
              typed={typed}
              faults={faults}
              onType={(name, text) => setTyped({ ...typed, [name]: text })}
            />
          </div>
        </details>
      )}
      {simulate.isError && <ErrorPanel title={words.failed} error={simulate.error} />}
      {simulate.data && <Outcome flow={asked} simulation={simulate.data} />}
    </div>
  );
}

function Outcome({ flow, simulation }: { flow: FlowDocument; simulation: FlowSimulation }) {
  const { folded, fold } = useFolded(flow);
  const [view, setView] = useState<'graph' | 'table'>(() =>
    window.innerWidth < 768 || flow.nodes.length > MANY_NODES ? 'table' : 'graph',
  );
  const [store] = useState(stateStore);
  const states = useMemo(() => {
    const steps = simulation.steps.map(
      (step, i): Step => ({ ...step, id: String(i), task: null, startedAt: null, endedAt: null }),
    );
    return nodeStates(flow, steps, simulation.status);
  }, [flow, simulation]);
  useEffect(() => store.set(states), [store, states]);
  const errors = simulation.faults.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return <p>{words.faulty(errors)}</p>;
  const { word, tone, shape } = RUN[simulation.status];
  return (
    <section aria-label={words.outcome} aria-live="polite">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <Chip tone={tone}>
          <StatusIcon shape={shape} className="size-3.5" />
          {word}
        </Chip>
        <span className="text-ink-2 tabular-nums">
          {words.counts(
            Object.entries(simulation.counts)
              .map(([status, count]) => `${count} ${status}`)
              .join(', '),
            Math.max(0, ...simulation.steps.map(({ wave }) => wave ?? 0)),
          )}
        </span>
        <span className="ml-auto">
          <Segmented
            label={words.outcomeAs}
            value={view}
            options={[
              { value: 'graph', label: nodes.views.graph },
              { value: 'table', label: nodes.views.table },
            ]}
            onChange={(next) => setView(next as typeof view)}
          />
        </span>
      </div>
      {view === 'graph' ? (
        <StoreContext value={store}>
          <RunGraph flow={flow} folded={folded} chosen={null} onFold={fold} onChoose={() => {}} />
        </StoreContext>
      ) : (
        <div className="rounded-panel border border-line">
          <RunTable flow={flow} states={states} folded={folded} chosen={null} onFold={fold} />
        </div>
      )}
    </section>
  );
}
