'use client';
import { CircleCheck } from 'lucide-react';
import type { Finding } from '@/contract/runner';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useNow } from '@/hooks/use-now';
import { engineWords } from '../runner/engine-words';
import { Findings } from '../runner/findings';
import { RunnerStatusLine } from '../runner/runner-status';
import { SandboxChip } from '../runner/sandbox-chip';
import { StatusIcon } from '../task/status-icon';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/connect-machine';
import { CommandLine } from './command-line';
import type { Issued } from './connect-page';
import { TestTask } from './test-task';

const POLL_MS = 2000;
const INSTALL = 'cd cli && npm install && npm run build && npm install -g .';

/** Steps two to four: run the command, see the machine arrive, let it prove itself. */
export function WaitForMachine({ issued, onAgain }: { issued: Issued; onAgain(): void }) {
  const now = useNow();
  const enrollment = useEndpoint('getEnrollment', { params: { id: issued.id } }, { every: POLL_MS });
  const enrolled = enrollment.data?.runner ?? null;
  const runner = useEndpoint(
    'getRunner',
    { params: { id: enrolled?.id ?? '' } },
    { enabled: enrolled !== null, every: POLL_MS },
  );
  const machine = runner.data ?? enrolled;
  const left = Date.parse(issued.expiresAt) - now;
  const expired = left <= 0 && !enrolled;

  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Panel
        title={words.run.title}
        id="run"
        actions={
          enrolled ? null : (
            <span className={`text-label ${expired ? 'font-medium text-danger' : 'text-ink-2'}`}>
              {expired ? words.run.expired : words.run.valid(formatDuration(left))}
            </span>
          )
        }
      >
        <ol className="flex list-decimal flex-col gap-3 pl-5">
          <li>
            <p className="mb-1">{words.run.install}</p>
            <CommandLine command={INSTALL} label={words.run.copyInstall} />
          </li>
          <li>
            <p className="mb-1">{words.run.connect}</p>
            <CommandLine command={issued.command} secret={issued.token} label={words.run.copyConnect} />
            <p className="mt-1 text-label text-ink-2">{words.run.once}</p>
          </li>
          <li>
            <p className="mb-1">{words.run.start}</p>
            <CommandLine command="agent-orchestrator start" label={words.run.copyStart} />
          </li>
        </ol>
        {(expired || enrolled) && (
          <Button className="mt-3" look={expired ? 'primary' : 'outline'} onClick={onAgain}>
            {expired ? words.run.again : words.run.another}
          </Button>
        )}
      </Panel>
      <Panel title={words.arrives.title} id="arrives">
        {enrollment.isError && (
          <ErrorPanel
            title={words.arrives.unseen}
            error={enrollment.error}
            onRetry={() => void enrollment.refetch()}
          />
        )}
        <div role="status">
          {!machine && !expired && (
            <p className="flex items-center gap-2 text-read text-ink-2">
              <span className="text-active">
                <StatusIcon shape="arc" />
              </span>
              {words.arrives.waiting}
            </p>
          )}
          {expired && <p className="text-read text-ink-2">{words.arrives.nothing}</p>}
          {machine && (
            <p className="flex flex-wrap items-center gap-2 text-read">
              <CircleCheck className="size-5 text-success" aria-hidden="true" />
              <Phrase
                of={words.arrives.connected}
                parts={{ name: <span className="font-medium">{machine.name}</span> }}
              />
              <RunnerStatusLine runner={machine} className="text-label" />
              {machine.report && <SandboxChip sandbox={machine.report.sandbox} />}
            </p>
          )}
        </div>
        {machine?.report && (
          <>
            <p className="mt-1 mb-4 text-label text-ink-2">
              {machine.report.os} {machine.report.arch} · {engineWords(machine.report)} ·{' '}
              {words.arrives.runner(machine.report.cliVersion)}
            </p>
            <FlightCheck findings={machine.report.findings} />
          </>
        )}
        {!machine && !expired && <Troubles />}
      </Panel>
      {machine && <TestTask runner={machine} />}
    </div>
  );
}

/** What the machine found out about itself, and in one line whether it can work. */
function FlightCheck({ findings }: { findings: Finding[] }) {
  const good = findings.filter(({ level }) => level === 'ok').length;
  const broken = findings.some(({ level }) => level === 'error');
  const say = broken ? words.check.broken : words.check.good;
  return (
    <section aria-labelledby="flight-check">
      <h3 id="flight-check" className="mb-2 font-medium">
        {words.check.title}
        <span className="font-normal text-ink-2"> · {say(good, findings.length)}</span>
      </h3>
      <Findings findings={findings} />
    </section>
  );
}

function Troubles() {
  return (
    <details className="mt-3 text-label text-ink-2">
      <summary className="min-h-6">{words.troubles.title}</summary>
      <ul className="mt-1 list-disc pl-5">
        <li>{words.troubles.unreachable}</li>
        <li>{words.troubles.used}</li>
        <li>{words.troubles.clock}</li>
        <li>{words.troubles.noClaude}</li>
      </ul>
    </details>
  );
}
