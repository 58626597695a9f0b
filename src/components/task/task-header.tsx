'use client';
import type { Proof } from '@/contract/check-run';
import type { Exception } from '@/contract/exception';
import type { Task, TaskRole } from '@/contract/task';
import { CopyButton } from '../ui/copy-button';
import { formatMoney } from '../ui/format-money';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/task-header';
import { AssigneeSelect } from './assignee-select';
import { priorityWord } from './priority';
import { reasonWords } from './reason-words';
import { RESOLUTION } from './resolution-words';
import { RiskChip } from './risk-chip';
import { ROLE_WORDS } from './role-words';
import { StatusBadge } from './status-badge';
import { TaskActions } from './task-actions';
import { TypeMark } from './type-mark';

/** Name, status and the one action that fits it. */
export function TaskHeader({
  task,
  proof,
  asking,
}: {
  task: Task;
  proof: Proof | null;
  asking: Exception | null;
}) {
  const reason = reasonWords(task.reason);
  return (
    <header className="mb-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <p className="mb-1 flex flex-wrap items-center gap-2">
            <CopyButton text={task.ref} label={words.copyRef} shown={task.ref} className="-ml-1" />
            <StatusBadge status={task.status} />
            <TypeMark type={task.type} always />
            {task.resolution && (
              <span className="text-label text-ink-2">{RESOLUTION[task.resolution].word}</span>
            )}
            {task.archivedAt && <span className="text-label text-ink-2">{words.archived}</span>}
            {reason && <span className="min-w-0 text-label text-ink-2">{reason}</span>}
          </p>
          <h1 className="text-title font-semibold">
            <bdi>{task.title}</bdi>
          </h1>
        </div>
        <TaskActions task={task} proof={proof} asking={asking} />
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-label sm:mt-1.5 sm:gap-y-1 text-ink-2">
        <span>{task.projectName}</span>
        <RiskChip risk={task.riskLevel} suffix={words.risk} />
        <span>{words.priority(priorityWord(task.priority))}</span>
        <span>{ROLE_WORDS[task.role as TaskRole] ?? task.role}</span>
        {task.attempt > 0 && <span>{words.tries(task.attempt, task.failures, task.maxRetries + 1)}</span>}
        {task.runnerName && <span>{words.on(task.runnerName)}</span>}
        <span className="mono">
          {task.budgetMicros === null
            ? formatMoney(task.spentMicros)
            : words.spentOf(formatMoney(task.spentMicros), formatMoney(task.budgetMicros))}
        </span>
        <AssigneeSelect task={task} />
        <span>
          <Phrase of={words.changed} parts={{ when: <TimeAgo at={task.updatedAt} /> }} />
        </span>
      </p>
    </header>
  );
}
