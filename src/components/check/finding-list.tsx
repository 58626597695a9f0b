import type { CheckReport } from '@/contract/check-run';
import { Chip } from '../ui/chip';
import { words } from '../words/check';

const SHOWN = 20;

/** What a check found wrong, place by place; what stood before the work is marked. */
export function FindingList({ report }: { report: CheckReport }) {
  const { findings, failures } = report;
  if (findings.length === 0) return null;
  const more = Math.max(failures, findings.length) - Math.min(findings.length, SHOWN);
  return (
    <ul className="border-t border-line px-3 py-2 text-label">
      {findings.slice(0, SHOWN).map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a finished check found never moves
        <li key={index} className="flex flex-wrap items-baseline gap-x-2 py-0.5">
          {finding.file && (
            <code className="break-all">
              <bdi>{finding.line ? `${finding.file}:${finding.line}` : finding.file}</bdi>
            </code>
          )}
          {finding.test && <bdi className="font-medium">{finding.test}</bdi>}
          {finding.rule && <code className="text-ink-2">{finding.rule}</code>}
          <bdi className="min-w-0 text-ink-2">{finding.message}</bdi>
          {finding.old && <Chip>{words.list.before}</Chip>}
        </li>
      ))}
      {more > 0 && <li className="py-0.5 text-ink-2">{words.list.more(more)}</li>}
    </ul>
  );
}
