import { CircleX } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ReturnsOf } from '@/contract/endpoint';
import type { Named } from '@/hooks/contract';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/task-import';

interface PreviewProps {
  answer: ReturnsOf<Named<'importTasks'>>;
  /** The text that was read, line by line. */
  lines: string[];
  written: boolean;
  action: ReactNode;
}

/** What an import would make or has made, and every fault with the line it is in. */
export function ImportPreview({ answer, lines, written, action }: PreviewProps) {
  const { tasks, faults } = answer;
  return (
    <>
      {faults.length > 0 && (
        <Panel title={words.preview.faults(faults.length)} id="faults" flush>
          <ul>
            {faults.map(({ line, column, message }) => (
              <li
                key={`${line} ${column} ${message}`}
                className="flex gap-3 border-t border-line px-4 py-2 first:border-t-0"
              >
                <CircleX className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
                <div className="min-w-0">
                  <p>
                    <Phrase
                      of={column ? words.preview.faultIn : words.preview.fault}
                      parts={{
                        line: <span className="font-medium">{words.preview.faultLine(line)}</span>,
                        column: <code>{column}</code>,
                        fault: message,
                      }}
                    />
                  </p>
                  {lines[line - 1]?.trim() && (
                    <p className="mono truncate text-label text-ink-3">
                      <bdi>{lines[line - 1]}</bdi>
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        title={titleOf(tasks.length, { written, faulty: faults.length > 0 })}
        id="preview"
        flush
        actions={action}
      >
        {tasks.length === 0 && (
          <EmptyState title={words.preview.none}>
            {faults.length > 0 ? words.preview.mend : words.preview.empty}
          </EmptyState>
        )}
        <ol className="max-h-[60dvh] overflow-y-auto">
          {tasks.map(({ line, title, ref }) => (
            <li
              key={`${line} ${title}`}
              className="relative flex items-baseline gap-3 border-t border-line px-4 py-1.5 first:border-t-0"
            >
              <span className="mono w-16 shrink-0 text-label text-ink-3">
                {ref ?? words.preview.line(line)}
              </span>
              {ref ? (
                <Link href={`/tasks/${ref}`} className="covering min-w-0 truncate">
                  <bdi>{title}</bdi>
                </Link>
              ) : (
                <bdi className="min-w-0 truncate">{title}</bdi>
              )}
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}

function titleOf(count: number, { written, faulty }: { written: boolean; faulty: boolean }): string {
  if (written) return words.imported(count);
  return faulty ? words.preview.faultless(count) : words.preview.wouldMake(count);
}
