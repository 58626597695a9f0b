'use client';
import { useList } from '@/hooks/use-endpoint';
import { CopyButton } from '../ui/copy-button';
import { ErrorPanel } from '../ui/error-panel';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/flow-run-peek';

/** What a step gave out, as text: it was written by an agent. */
export function StepOutput({ runId, nodeId, stepId }: { runId: string; nodeId: string; stepId: string }) {
  const steps = useList('listFlowNodes', { params: { id: runId }, query: { nodeId, limit: 1000 } });
  if (steps.isError) return <ErrorPanel error={steps.error} onRetry={() => void steps.refetch()} />;
  if (!steps.data) return <Skeleton rows={3} />;
  const output = steps.data.items.find(({ id }) => id === stepId)?.output ?? null;
  if (output === null) return <p className="text-ink-2">{words.output.none}</p>;
  const text = typeof output === 'string' ? output : JSON.stringify(output, null, 2);
  return (
    <>
      <div className="mb-2 flex justify-end">
        <CopyButton text={text} label={words.output.copyIt} shown={words.output.copy} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        className="mono max-h-96 overflow-auto rounded-control bg-sunken p-3 text-log break-words whitespace-pre-wrap"
      >
        {text}
      </pre>
    </>
  );
}
