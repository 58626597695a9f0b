'use client';
import { useMemo } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { planFlow, type Range } from '@/contract/flow-plan';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/flow-views';

/** What the flow would do and take, as it stands here; nothing is run. */
export function DryRun({ flowRef, flow }: { flowRef: string; flow: FlowDocument }) {
  const known = useEndpoint('forecastFlow', { params: { id: flowRef } });
  const history = known.data?.history;
  const plan = useMemo(() => planFlow(flow, history ?? []), [flow, history]);
  if (known.isPending) return <Skeleton rows={4} />;
  if (known.isError) return <ErrorPanel error={known.error} onRetry={() => void known.refetch()} />;
  const runs = (history ?? []).reduce((sum, one) => sum + one.runs, 0);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid gap-3 sm:grid-cols-3">
        <Fact name={words.dryRun.time} told={rangeOf(plan.ms, formatDuration)} />
        <Fact name={words.dryRun.cost} told={rangeOf(plan.micros, formatMoney)} />
        <Fact name={words.dryRun.agents} told={rangeOf(plan.agents, String)} />
      </dl>
      <p className="text-ink-2">
        {plan.unknownRoles.length > 0
          ? words.dryRun.unknownRoles(plan.unknownRoles.join(', '))
          : words.dryRun.known(runs)}
      </p>
      {plan.notes.map((note) => (
        <p key={note} className="text-ink-2">
          {note}
        </p>
      ))}
      <section aria-labelledby="waves">
        <h3 id="waves" className="mb-1 font-medium">
          {words.dryRun.waves}
        </h3>
        <ol className="flex flex-col gap-1">
          {plan.waves.map((wave, i) => (
            <li key={wave.join(' ')} className="flex gap-3">
              <span className="w-28 shrink-0 text-ink-2">{words.dryRun.wave(i + 1, plan.waves.length)}</span>
              <span className="mono min-w-0 break-words">{wave.join(', ')}</span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="longest-way">
        <h3 id="longest-way" className="mb-1 font-medium">
          {words.dryRun.longest}
        </h3>
        <p className="mono break-words">{plan.criticalPath.join(' → ')}</p>
      </section>
    </div>
  );
}

const rangeOf = (range: Range | null, say: (value: number) => string): string => {
  if (!range) return words.dryRun.unknown;
  const [low, high] = range.map(say);
  return low === high ? low! : words.dryRun.range(low!, high!);
};

function Fact({ name, told }: { name: string; told: string }) {
  return (
    <div className="rounded-control bg-sunken p-3">
      <dt className="text-label text-ink-2">{name}</dt>
      <dd className="font-medium tabular-nums">{told}</dd>
    </div>
  );
}
