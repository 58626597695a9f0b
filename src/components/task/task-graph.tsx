'use client';
import Link from 'next/link';
import { useMemo } from 'react';
import type { Task } from '@/contract/task';
import { BoxGraph } from '../ui/box-graph';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { words } from '../words/task-graph';
import { dependencyGraph } from './dependency-graph';
import { StatusLine } from './status-badge';

/** Which task waits for which: what comes first stands on the left. */
export function TaskGraph({ tasks }: { tasks: readonly Task[] }) {
  const { boxes, arrows, apart } = useMemo(() => dependencyGraph(tasks), [tasks]);
  if (boxes.length === 0)
    return (
      <Panel>
        <EmptyState title={words.none}>{words.noneMeans}</EmptyState>
      </Panel>
    );
  return (
    <Panel flush>
      <BoxGraph label={words.label} boxes={boxes} arrows={arrows}>
        {({ key, task }) => (
          <>
            <Link
              href={`/tasks/${key}`}
              className="covering flex min-w-0 gap-1.5 text-label"
              title={task?.title}
            >
              <span className="mono shrink-0 text-ink-2">{key}</span>
              {task && <bdi className="truncate font-medium">{task.title}</bdi>}
            </Link>
            <span className="flex min-w-0 items-center gap-1.5 text-meta text-ink-2">
              {task ? <StatusLine status={task.status} /> : words.elsewhere}
              {task && <span className="truncate">{words.after(task.dependsOn)}</span>}
            </span>
          </>
        )}
      </BoxGraph>
      {apart.length > 0 && (
        <p className="border-t border-line px-4 py-2 text-label text-ink-2">{words.apart(apart.length)}</p>
      )}
    </Panel>
  );
}
