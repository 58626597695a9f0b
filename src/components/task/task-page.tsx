'use client';
import dynamic from 'next/dynamic';
import { useQueryState } from 'nuqs';
import { useState } from 'react';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { ChecksView } from '../check/checks-view';
import { ExceptionCard } from '../exception/exception-card';
import { listens, MessagePanel } from '../message/message-panel';
import { StoppedNote } from '../stop/stopped-note';
import { ErrorPanel } from '../ui/error-panel';
import { PageSkeleton, Skeleton } from '../ui/skeleton';
import { TabBar, TabPanel } from '../ui/tabs';
import { words } from '../words/task-page';
import { ActivityTimeline } from './activity-timeline';
import { CostView } from './cost-view';
import { LogTab } from './log-tab';
import { TaskHeader } from './task-header';
import { TaskSummary } from './task-summary';
import { taskPageParsers } from './task-url';
import { WhyLine } from './why-line';

const ChangesView = dynamic(() => import('../diff/changes-view').then((made) => made.ChangesView), {
  loading: () => <Skeleton />,
});

const AttemptsTab = dynamic(() => import('../attempt/attempts-tab').then((made) => made.AttemptsTab), {
  loading: () => <Skeleton />,
});
const DiscussionTab = dynamic(
  () => import('../discussion/discussion-tab').then((made) => made.DiscussionTab),
  { loading: () => <Skeleton /> },
);

const OPEN = ['open', 'acknowledged'];

/** Everything about one task: where it stands and why, what may be done now, and the evidence. */
export function TaskPage({ taskRef }: { taskRef: string }) {
  const params = { id: taskRef };
  const task = useEndpoint('getTask', { params });
  const proof = useEndpoint('getProof', { params });
  const agents = useList('listAgents', { query: { taskId: taskRef } });
  const exceptions = useList('listExceptions', { query: { taskId: taskRef } });
  const [tab, setTab] = useQueryState('tab', taskPageParsers.tab.withOptions({ history: 'push' }));
  const [draft, setDraft] = useState({ text: '', above: false });

  if (task.isError)
    return (
      <ErrorPanel page title={words.page.unread} error={task.error} onRetry={() => void task.refetch()} />
    );
  if (!task.data) return <PageSkeleton />;
  const runs = agents.data?.items ?? [];
  const asking = (exceptions.data?.items ?? []).filter((one) => OPEN.includes(one.status));
  const checks = proof.data?.checks ?? [];
  const failing = checks.filter((check) => check.status !== 'passed' && check.status !== 'skipped').length;

  const tried = runs.filter(({ kind }) => kind === 'work').length;
  const talking = listens(task.data, runs) === 'agent';
  // What is being written stays where it is, although the agent ends meanwhile.
  const above = draft.text === '' ? talking : draft.above;
  const messages = (
    <MessagePanel
      task={task.data}
      agents={runs}
      draft={draft.text}
      onDraft={(text) => setDraft({ text, above })}
    />
  );

  return (
    <>
      <TaskHeader task={task.data} proof={proof.data ?? null} asking={asking[0] ?? null} />
      {task.data.stoppedAt && <StoppedNote level="task" id={taskRef} since={task.data.stoppedAt} />}
      <WhyLine taskRef={taskRef} />
      {asking.map((exception) => (
        <div key={exception.id} className="mb-4">
          <ExceptionCard exception={exception} />
        </div>
      ))}
      {above && messages}
      <TabBar
        label={words.page.tabs}
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          { value: 'summary', label: words.page.summary },
          { value: 'activity', label: words.page.activity },
          { value: 'log', label: words.page.log },
          { value: 'changes', label: words.page.changes },
          ...(tried > 1 || tab === 'attempts'
            ? [
                {
                  value: 'attempts' as const,
                  label: words.page.attempts,
                  note: <span className="text-label text-ink-3">{tried}</span>,
                },
              ]
            : []),
          {
            value: 'checks',
            label: words.page.checks,
            note:
              failing > 0 ? (
                <span className="text-label text-danger">{words.page.notPassed(failing)}</span>
              ) : null,
          },
          { value: 'cost', label: words.page.cost },
          { value: 'discussion', label: words.page.discussion },
        ]}
      >
        <TabPanel value="summary">
          <TaskSummary task={task.data} proof={proof.data ?? null} />
        </TabPanel>
        <TabPanel value="activity">
          <ActivityTimeline taskRef={taskRef} agents={runs} proof={proof.data ?? null} />
        </TabPanel>
        <TabPanel value="log">
          <LogTab task={task.data} agents={runs} pending={agents.isPending} />
        </TabPanel>
        <TabPanel value="changes">
          <ChangesView taskRef={taskRef} />
        </TabPanel>
        <TabPanel value="attempts">
          <AttemptsTab taskRef={taskRef} agents={runs} />
        </TabPanel>
        <TabPanel value="checks">
          {proof.isError && <ErrorPanel error={proof.error} onRetry={() => void proof.refetch()} />}
          {proof.data && <ChecksView proof={proof.data} />}
        </TabPanel>
        <TabPanel value="discussion">
          <DiscussionTab taskRef={taskRef} />
        </TabPanel>
        <TabPanel value="cost">
          <CostView task={task.data} agents={runs} />
        </TabPanel>
      </TabBar>
      {/* Two fields that look alike, one for people and one for agents, are told apart by where they stand. */}
      {!above && tab !== 'discussion' && messages}
    </>
  );
}
