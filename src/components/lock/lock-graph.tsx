'use client';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { FileLock, LockWait } from '@/contract/lock';
import { BOX, type Box, BoxGraph } from '../ui/box-graph';
import { Button } from '../ui/button';
import { words } from '../words/lock-views';
import { BreakDialog } from './break-dialog';
import { breakBy, type GraphTask, waitGraph } from './wait-graph';

const GAP = { across: 56, down: 14 };
interface LockBox extends Box {
  task: GraphTask;
}

/** Who waits for whom, drawn: on the left who holds, each arrow from who waits. Tasks that wait for one another are named. */
export function LockGraph({ waits, locks }: { waits: LockWait[]; locks: FileLock[] }) {
  const { tasks, edges, cycle } = waitGraph(waits);
  const [breaking, setBreaking] = useState<string | null>(null);
  const onCycle = (ref: string) => cycle?.includes(ref) ?? false;
  const boxes = tasks.map(
    (task): LockBox => ({
      key: task.ref,
      x: task.column * (BOX.width + GAP.across),
      y: task.row * (BOX.height + GAP.down),
      task,
    }),
  );
  const last = cycle && breakBy(cycle, locks);
  return (
    <>
      {cycle && (
        <div role="alert" className="m-4 mb-0 rounded-control border border-danger bg-tint-danger p-3">
          <p className="flex items-center gap-2 font-medium text-danger">
            <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
            {words.graph.cycle}
          </p>
          <p className="mono mt-1 text-label">{cycle.join(' → ')}</p>
          <p className="mt-1 text-label text-ink-2">
            {words.graph.stuck} {last && words.graph.beganLast(last)}
          </p>
          {last && (
            <Button size="sm" look="danger" className="mt-2" onClick={() => setBreaking(last)}>
              {words.graph.release(last)}
            </Button>
          )}
        </div>
      )}
      <div className="border-b border-line">
        <BoxGraph
          label={words.graph.label}
          boxes={boxes}
          arrows={edges.map((edge) => ({ ...edge, alarming: onCycle(edge.from) && onCycle(edge.to) }))}
          isAlarming={({ key }) => onCycle(key)}
        >
          {({ task }) => (
            <>
              <Link
                href={`/tasks/${task.ref}`}
                className="covering flex min-w-0 gap-1.5 text-label"
                title={task.title}
              >
                <span className="mono shrink-0 text-ink-2">{task.ref}</span>
                <bdi className="truncate font-medium">{task.title}</bdi>
              </Link>
              <span className="truncate text-meta text-ink-2">{saysOf(task, locks)}</span>
            </>
          )}
        </BoxGraph>
      </div>
      {breaking && <BreakDialog taskRef={breaking} onClose={() => setBreaking(null)} />}
    </>
  );
}

function saysOf({ ref, paths }: GraphTask, locks: FileLock[]): string {
  const [first] = paths;
  if (first !== undefined) return words.graph.waits(first, paths.length - 1);
  return words.graph.holds(locks.filter(({ taskRef }) => taskRef === ref).length);
}
