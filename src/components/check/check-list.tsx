import { clsx } from 'clsx';
import type { CheckResult } from '@/contract/check-run';
import { isOldOnly } from '@/contract/old-failures';
import { AnsiText } from '../log/ansi-text';
import { StatusIcon } from '../task/status-icon';
import { toneText } from '../ui/chip';
import { formatDuration } from '../ui/format-duration';
import { Scroller } from '../ui/scroller';
import { words } from '../words/check';
import { CHECK, OLD_ONLY } from './check-words';
import { FindingList } from './finding-list';

/** Checks with what they were told, how they ended, and the end of their output. */
export function CheckList({ checks }: { checks: CheckResult[] }) {
  return (
    <ul className="overflow-hidden rounded-control border border-line">
      {checks.map((check) => (
        <li key={`${check.name} ${check.argv.join(' ')}`} className="border-t border-line first:border-t-0">
          <Check check={check} />
        </li>
      ))}
    </ul>
  );
}

function Check({ check }: { check: CheckResult }) {
  const old = isOldOnly(check);
  const { word, tone, shape } = old ? OLD_ONLY : CHECK[check.status];
  const good = old || check.status === 'passed' || check.status === 'skipped';
  const line = (
    <>
      <span className={clsx('inline-flex w-28 shrink-0 items-center gap-1.5', toneText[tone])}>
        <StatusIcon shape={shape} />
        {word}
      </span>
      <span className="font-medium">{check.name}</span>
      <code
        className="min-w-0 basis-full truncate text-label text-ink-2 sm:basis-0 sm:flex-1"
        title={check.argv.join(' ')}
      >
        {check.argv.join(' ')}
      </code>
      <span className="shrink-0 text-label text-ink-2">
        {[
          check.exitCode === null ? null : words.list.exit(check.exitCode),
          check.testsRun === null ? null : words.list.tests(check.testsRun),
          check.report?.old ? words.list.old(check.report.old) : null,
          check.report?.flaky ? words.list.flaky : null,
          formatDuration(check.durationMs),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
  const row = 'flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5';
  if (check.outputTail.trim() === '') return <div className={row}>{line}</div>;
  return (
    <details open={!good}>
      <summary className={clsx(row, 'hover:bg-sunken')}>{line}</summary>
      {check.report && <FindingList report={check.report} />}
      <Scroller
        label={words.list.output(check.name)}
        className="mono max-h-96 border-t border-line bg-canvas px-3 py-2 text-log whitespace-pre-wrap"
      >
        {check.outputTail.split('\n').map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished text never move
          <span key={index} className="block min-h-5">
            <AnsiText text={text} />
          </span>
        ))}
      </Scroller>
    </details>
  );
}
