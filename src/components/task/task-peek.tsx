'use client';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryState } from 'nuqs';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { CheckList } from '../check/check-list';
import { FlagList } from '../check/flag-list';
import { ExceptionCard } from '../exception/exception-card';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { formatMoney } from '../ui/format-money';
import { Skeleton } from '../ui/skeleton';
import { TabBar, TabPanel } from '../ui/tabs';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/task-peek';
import { words as summary } from '../words/task-summary';
import { LogTab } from './log-tab';
import { StatusBadge } from './status-badge';
import { taskPeekParsers } from './task-filters-url';
import { WhyLine } from './why-line';

const ChangesView = dynamic(() => import('../diff/changes-view').then((made) => made.ChangesView), {
  loading: () => <Skeleton />,
});

/** A task beside the list, which stays usable: why it stands where it stands, what it asks, and the evidence. */
export function TaskPeek({ taskRef, onClose }: { taskRef: string; onClose(): void }) {
  const params = { id: taskRef };
  const { data: task, isError, error, refetch } = useEndpoint('getTask', { params });
  const proof = useEndpoint('getProof', { params });
  const agents = useList('listAgents', { query: { taskId: taskRef } });
  const exceptions = useList('listExceptions', { query: { taskId: taskRef } });
  const [tab, setTab] = useQueryState('tab', taskPeekParsers.tab);
  const asking = (exceptions.data?.items ?? []).filter(
    ({ status }) => status === 'open' || status === 'acknowledged',
  );
  const checks = proof.data?.checks ?? [];
  return (
    <section
      aria-label={words.label(taskRef)}
      className="min-w-0 border border-line bg-panel max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:max-h-[75dvh] max-lg:overflow-y-auto max-lg:rounded-t-panel max-lg:pb-16 max-lg:shadow-lift lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto lg:rounded-panel"
    >
      <div className="sticky top-0 z-10 flex items-start justify-between gap-3 border-b border-line bg-panel px-4 py-2.5">
        <div className="min-w-0">
          <h2 className="text-section font-semibold">
            <span className="mono mr-2 text-label font-normal text-ink-3">{taskRef}</span>
            <bdi>{task?.title}</bdi>
          </h2>
          {task && (
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-label text-ink-2 tabular-nums">
              <StatusBadge status={task.status} />
              <span>{task.projectName}</span>
              {task.runnerName && <span>{words.on(task.runnerName)}</span>}
              {task.spentMicros > 0 && <span className="mono">{formatMoney(task.spentMicros)}</span>}
              <TimeAgo at={task.updatedAt} />
            </p>
          )}
        </div>
        <span className="flex shrink-0 gap-1">
          <ButtonLink href={`/tasks/${taskRef}`} aria-label={words.openIt(taskRef)}>
            {words.open}
          </ButtonLink>
          <Button look="quiet" size="icon" aria-label={words.close} title={words.closeKeys} onClick={onClose}>
            <X className="size-4" aria-hidden="true" />
          </Button>
        </span>
      </div>
      <div className="p-4">
        {isError && <ErrorPanel title={words.unread} error={error} onRetry={() => void refetch()} />}
        {!task && !isError && <Skeleton />}
        {task && (
          <>
            <WhyLine taskRef={taskRef} />
            {asking.map((exception) => (
              <div key={exception.id} className="mb-4">
                <ExceptionCard exception={exception} />
              </div>
            ))}
            <TabBar
              label={words.about}
              value={tab}
              onChange={(next) => void setTab(next)}
              tabs={[
                { value: 'proof', label: words.tabs.proof },
                { value: 'log', label: words.tabs.log },
                { value: 'changes', label: words.tabs.changes },
              ]}
            >
              <TabPanel value="proof">
                <p className="text-read text-ink-2">{proof.data?.sentence ?? summary.summary.unproven}</p>
                {proof.data && <FlagList flags={proof.data.flags} />}
                {checks.length > 0 && (
                  <div className="mt-3">
                    <CheckList checks={checks} />
                  </div>
                )}
                <h3 className="mt-4 mb-1 text-label font-medium text-ink-2">{summary.summary.description}</h3>
                <p className="text-read whitespace-pre-wrap">
                  {task.description || <span className="text-ink-3">{summary.summary.noDescription}</span>}
                </p>
              </TabPanel>
              <TabPanel value="log">
                <LogTab task={task} agents={agents.data?.items ?? []} pending={agents.isPending} />
              </TabPanel>
              <TabPanel value="changes">
                <ChangesView taskRef={taskRef} />
              </TabPanel>
            </TabBar>
          </>
        )}
      </div>
    </section>
  );
}
