import { CircleX, TriangleAlert } from 'lucide-react';
import type { FlowFault } from '@/contract/flow-fault';
import { words } from '../words/flow-faults';

/** Faults with their places; `onJump` leads to one. */
export function FaultList({ faults, onJump }: { faults: FlowFault[]; onJump?: (fault: FlowFault) => void }) {
  if (faults.length === 0) return <p className="text-ink-2">{words.none}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {faults.map((fault, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two faults may say the same of one place
        <li key={`${i} ${fault.path}`} className="flex gap-2">
          {fault.severity === 'error' ? (
            <CircleX className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
          ) : (
            <TriangleAlert className="mt-0.5 size-4 shrink-0 text-attention" aria-hidden="true" />
          )}
          <div className="min-w-0">
            <p>
              <span className="sr-only">{`${fault.severity === 'error' ? words.fault : words.note}: `}</span>
              {fault.message}
            </p>
            <p className="flex flex-wrap items-center gap-2 text-label text-ink-3">
              <code className="break-all">{fault.path || '/'}</code>
              {onJump && (fault.nodeId !== null || fault.edgeId !== null) && (
                <button
                  type="button"
                  className="coarse-target min-h-6 text-accent underline"
                  onClick={() => onJump(fault)}
                >
                  {words.show(fault.nodeId ?? fault.edgeId)}
                </button>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
