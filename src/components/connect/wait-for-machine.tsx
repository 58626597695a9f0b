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
        title="2. Run it on the machine"
        id="run"
        actions={
          enrolled ? null : (
            <span className={`text-label ${expired ? 'font-medium text-danger' : 'text-ink-2'}`}>
              {expired ? 'The token has expired' : `Valid for ${formatDuration(left)}`}
            </span>
          )
        }
      >
        <ol className="flex list-decimal flex-col gap-3 pl-5">
          <li>
            <p className="mb-1">Install the runner there, once, from a checkout of Agent Orchestrator:</p>
            <CommandLine command={INSTALL} label="Copy the installation" />
          </li>
          <li>
            <p className="mb-1">Connect it, in the folder whose repositories it may work on:</p>
            <CommandLine command={issued.command} secret={issued.token} label="Copy the command" />
            <p className="mt-1 text-label text-ink-2">
              The token works once. It is shown only here, so copy it before you leave this page.
            </p>
          </li>
          <li>
            <p className="mb-1">Let it take tasks:</p>
            <CommandLine command="agent-orchestrator start" label="Copy the start command" />
          </li>
        </ol>
        {(expired || enrolled) && (
          <Button className="mt-3" look={expired ? 'primary' : 'outline'} onClick={onAgain}>
            {expired ? 'Make another command' : 'Connect another machine'}
          </Button>
        )}
      </Panel>
      <Panel title="3. The machine arrives" id="arrives">
        {enrollment.isError && (
          <ErrorPanel
            title="It cannot be seen whether it arrived"
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
              Waiting for your machine…
            </p>
          )}
          {expired && <p className="text-read text-ink-2">Nothing arrived before the token expired.</p>}
          {machine && (
            <p className="flex flex-wrap items-center gap-2 text-read">
              <CircleCheck className="size-5 text-success" aria-hidden="true" />
              <span className="font-medium">{machine.name}</span> is connected.
              <RunnerStatusLine runner={machine} className="text-label" />
              {machine.report && <SandboxChip sandbox={machine.report.sandbox} />}
            </p>
          )}
        </div>
        {machine?.report && (
          <>
            <p className="mt-1 mb-4 text-label text-ink-2">
              {machine.report.os} {machine.report.arch} · {engineWords(machine.report)} · runner{' '}
              {machine.report.cliVersion}
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
  return (
    <section aria-labelledby="flight-check">
      <h3 id="flight-check" className="mb-2 font-medium">
        Flight check
        <span className="font-normal text-ink-2">
          {' '}
          · {good} of {findings.length} good
          {broken && ', and it cannot work before the problem is mended'}
        </span>
      </h3>
      <Findings findings={findings} />
    </section>
  );
}

function Troubles() {
  return (
    <details className="mt-3 text-label text-ink-2">
      <summary className="min-h-6">Nothing happens?</summary>
      <ul className="mt-1 list-disc pl-5">
        <li>
          “Cannot reach the server”: the machine must be able to open this page’s address. Try it there with a
          browser or curl.
        </li>
        <li>“Token used” or “expired”: make another command; each works once, for 15 minutes.</li>
        <li>“Clock differs”: correct the machine’s clock. Signed requests are valid for one minute.</li>
        <li>“claude not found”: install Claude Code there and log in, then start the runner again.</li>
      </ul>
    </details>
  );
}
