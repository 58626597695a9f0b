'use client';
import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { FileLock, LockWait } from '@/contract/lock';
import { Button } from '../ui/button';
import { Scroller } from '../ui/scroller';
import { words } from '../words/lock-views';
import { BreakDialog } from './break-dialog';
import { breakBy, type GraphTask, waitGraph } from './wait-graph';

/** In sixteenths of the text's size, so that larger text has larger boxes. */
const BOX = { width: 208, height: 46 };
const GAP = { across: 56, down: 14 };
const EDGE = 16;
const leftOf = ({ column }: GraphTask) => column * (BOX.width + GAP.across) + EDGE;
const topOf = ({ row }: GraphTask) => row * (BOX.height + GAP.down) + EDGE;
const rem = (sixteenths: number) => `${sixteenths / 16}rem`;

/** Who waits for whom, drawn: on the left who holds, each arrow from who waits. Tasks that wait for one another are named. */
export function LockGraph({ waits, locks }: { waits: LockWait[]; locks: FileLock[] }) {
  const { tasks, edges, cycle } = waitGraph(waits);
  const [breaking, setBreaking] = useState<string | null>(null);
  const byRef = new Map(tasks.map((task) => [task.ref, task]));
  const onCycle = (ref: string) => cycle?.includes(ref) ?? false;
  const width = Math.max(...tasks.map(leftOf)) + BOX.width + EDGE;
  const height = Math.max(...tasks.map(topOf)) + BOX.height + EDGE;
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
      <Scroller label={words.graph.label} className="border-b border-line">
        <div className="relative" style={{ width: rem(width), height: rem(height) }}>
          <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full" aria-hidden="true">
            {edges.map(({ from, to }) => {
              const [start, end] = [byRef.get(from), byRef.get(to)];
              if (!start || !end) return null;
              const [x1, y1] = [leftOf(start), topOf(start) + BOX.height / 2];
              const [x2, y2] = [leftOf(end) + BOX.width, topOf(end) + BOX.height / 2];
              const bend = Math.max(GAP.across / 2, Math.abs(x1 - x2) / 2);
              const circling = onCycle(from) && onCycle(to);
              return (
                <g
                  key={`${from} ${to}`}
                  className={circling ? 'text-danger' : 'text-control'}
                  stroke="currentColor"
                  fill="none"
                  strokeWidth={circling ? 2 : 1.5}
                >
                  <path
                    d={`M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2 + 7} ${y2}`}
                    strokeDasharray={circling ? '5 3' : undefined}
                  />
                  <path d={`M${x2 + 8} ${y2 - 4}L${x2 + 1} ${y2}L${x2 + 8} ${y2 + 4}z`} fill="currentColor" />
                </g>
              );
            })}
          </svg>
          <ul>
            {tasks.map((task) => (
              <li
                key={task.ref}
                className={clsx(
                  'absolute flex flex-col justify-center rounded-control border bg-panel px-2.5 hover:bg-sunken',
                  onCycle(task.ref) ? 'border-danger' : 'border-control',
                )}
                style={{
                  left: rem(leftOf(task)),
                  top: rem(topOf(task)),
                  width: rem(BOX.width),
                  height: rem(BOX.height),
                }}
              >
                <Link
                  href={`/tasks/${task.ref}`}
                  className="covering flex min-w-0 gap-1.5 text-label"
                  title={task.title}
                >
                  <span className="mono shrink-0 text-ink-2">{task.ref}</span>
                  <bdi className="truncate font-medium">{task.title}</bdi>
                </Link>
                <span className="truncate text-meta text-ink-2">{saysOf(task, locks)}</span>
              </li>
            ))}
          </ul>
        </div>
      </Scroller>
      {breaking && <BreakDialog taskRef={breaking} onClose={() => setBreaking(null)} />}
    </>
  );
}

function saysOf({ ref, paths }: GraphTask, locks: FileLock[]): string {
  const [first] = paths;
  if (first !== undefined) return words.graph.waits(first, paths.length - 1);
  return words.graph.holds(locks.filter(({ taskRef }) => taskRef === ref).length);
}
