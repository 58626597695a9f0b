import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Proof } from '@/contract/check-run';
import type { Task } from '@/contract/task';
import { AttachmentsPanel } from '../attachment/attachments-panel';
import { CheckList } from '../check/check-list';
import { FlagList } from '../check/flag-list';
import { engineName } from '../runner/engine-words';
import { CopyButton } from '../ui/copy-button';
import { formatDuration } from '../ui/format-duration';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/task-summary';
import { KeptWork } from './kept-work';
import { RESOLUTION } from './resolution-words';
import { SubTasks } from './sub-tasks';
import { TypeMark } from './type-mark';
import { isWorkedOn } from './type-words';
import { VerdictMark } from './verdict';

/** What was asked, and what proves the answer. */
export function TaskSummary({ task, proof }: { task: Task; proof: Proof | null }) {
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-5">
        {(task.subTasks.total > 0 || !isWorkedOn(task.type)) && <SubTasks task={task} />}
        <Panel
          title={words.summary.proof}
          id="proof"
          actions={<VerdictMark verdict={proof?.verdict ?? task.verdict} />}
        >
          <p className="text-read text-ink-2">{proof?.sentence ?? words.summary.unproven}</p>
          {proof && <FlagList flags={proof.flags} />}
          {proof && proof.checks.length > 0 && (
            <div className="mt-3">
              <CheckList checks={proof.checks} />
            </div>
          )}
        </Panel>
        <Panel title={words.summary.description} id="description">
          {task.description ? (
            <Prose text={task.description} />
          ) : (
            <p className="text-ink-3">{words.summary.noDescription}</p>
          )}
          {task.acceptance.length > 0 && (
            <>
              <h3 className="mt-4 mb-1 text-label font-medium text-ink-2">{words.summary.doneWhen}</h3>
              <ul className="list-disc pl-5 text-read">
                {task.acceptance.map((criterion) => (
                  <li key={criterion}>
                    <bdi>{criterion}</bdi>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Panel>
        <AttachmentsPanel taskRef={task.ref} isLive={task.agentId !== null} />
        <KeptWork task={task} />
        {task.feedback && (
          <Panel title={words.summary.feedback} id="feedback">
            <Prose text={task.feedback} />
          </Panel>
        )}
      </div>
      <Facts task={task} />
    </div>
  );
}

function Prose({ text }: { text: string }) {
  return <p className="max-w-[72ch] text-read whitespace-pre-wrap">{text}</p>;
}

function Facts({ task }: { task: Task }) {
  const shas: [string, string | null][] = [
    [words.facts.baseSha, task.baseSha],
    [words.facts.headSha, task.headSha],
    [words.facts.approvedSha, task.approvedSha],
    [words.facts.mergedSha, task.mergedSha],
  ];
  return (
    <Panel title={words.facts.title} id="facts">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <Fact name={words.facts.project}>
          <Link className="text-accent hover:underline" href={`/projects/${task.projectId}`}>
            {task.projectName}
          </Link>
        </Fact>
        <Fact name={words.facts.type}>
          <TypeMark type={task.type} always />
        </Fact>
        {task.parentRef && (
          <Fact name={words.facts.parent}>
            <RefLink taskRef={task.parentRef} />
          </Fact>
        )}
        {task.resolution && (
          <Fact name={words.facts.closed}>
            {RESOLUTION[task.resolution].word}
            {task.resolutionNote && (
              <span className="block text-label text-ink-2">
                <bdi>{task.resolutionNote}</bdi>
              </span>
            )}
          </Fact>
        )}
        {task.originRef && (
          <Fact
            name={
              task.resolution === 'duplicate'
                ? words.facts.duplicate
                : task.followsUp
                  ? words.facts.followsUp
                  : words.facts.again
            }
          >
            <RefLink taskRef={task.originRef} />
          </Fact>
        )}
        <Fact name={words.facts.engine}>
          {[task.engine ? engineName(task.engine) : words.facts.anyEngine, task.model]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
        <Fact name={words.facts.timeCap}>{formatDuration(task.timeoutMs)}</Fact>
        <Fact name={words.facts.turnCap}>{task.maxTurns}</Fact>
        <Fact name={words.facts.review}>
          {task.requiresReview || task.riskLevel === 'HIGH' || task.riskLevel === 'CRITICAL'
            ? words.facts.person
            : words.facts.rule}
        </Fact>
        <Paths name={words.facts.files} paths={task.filesHint} />
        <Paths name={words.facts.reads} paths={task.readsHint} />
        {task.dependsOn.length > 0 && (
          <Fact name={words.facts.dependsOn}>
            <span className="flex flex-wrap gap-2">
              {task.dependsOn.map((ref) => (
                <RefLink key={ref} taskRef={ref} />
              ))}
            </span>
          </Fact>
        )}
        {task.labels.length > 0 && (
          <Fact name={words.facts.labels}>
            <span className="flex flex-wrap gap-1.5">
              {task.labels.map((label) => (
                <Link
                  key={label}
                  href={`/tasks?label=${encodeURIComponent(label)}`}
                  className="inline-flex min-h-6 items-center rounded-full border border-line px-2 text-label text-ink-2 hover:border-control hover:text-ink"
                >
                  {label}
                </Link>
              ))}
            </span>
          </Fact>
        )}
        {task.baseBranch && (
          <Fact name={words.facts.base}>
            <code>{task.baseBranch}</code>
          </Fact>
        )}
        {task.targetBranch && (
          <Fact name={words.facts.target}>
            <code>{task.targetBranch}</code>
          </Fact>
        )}
        {task.runnerLabels.length > 0 && (
          <Fact name={words.facts.runner}>{task.runnerLabels.join(', ')}</Fact>
        )}
        {shas.map(
          ([name, sha]) =>
            sha && (
              <Fact key={name} name={name}>
                <CopyButton
                  text={sha}
                  label={words.facts.copySha(name)}
                  shown={sha.slice(0, 12)}
                  className="-ml-1"
                />
              </Fact>
            ),
        )}
        <Fact name={words.facts.created}>
          <TimeAgo at={task.createdAt} />
        </Fact>
      </dl>
    </Panel>
  );
}

function RefLink({ taskRef }: { taskRef: string }) {
  return (
    <Link
      href={`/tasks/${taskRef}`}
      className="mono inline-flex min-h-6 items-center text-accent hover:underline"
    >
      {taskRef}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-label leading-6 text-ink-2">{name}</dt>
      <dd className="flex min-h-6 min-w-0 flex-col items-start justify-center">{children}</dd>
    </>
  );
}

function Paths({ name, paths }: { name: string; paths: string[] }) {
  if (paths.length === 0) return null;
  return (
    <Fact name={name}>
      <ul className="mono text-label">
        {paths.map((path) => (
          <li key={path} className="break-all">
            <bdi>{path}</bdi>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
