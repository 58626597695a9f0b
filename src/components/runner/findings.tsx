import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Finding } from '@/contract/runner';
import { CopyButton } from '../ui/copy-button';
import { Phrase } from '../ui/phrase';
import { words } from '../words/runner-findings';

const SHOWN = {
  ok: { icon: CircleCheck, look: 'text-success' },
  warning: { icon: TriangleAlert, look: 'text-attention' },
  error: { icon: CircleX, look: 'text-danger' },
} as const;
const ORDER = { error: 0, warning: 1, ok: 2 } as const;

/** What the runner found out about its own machine, worst first, each with what to do. */
export function Findings({ findings }: { findings: Finding[] }) {
  const sorted = [...findings].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  return (
    <ul className="flex flex-col gap-2">
      {sorted.map(({ code, level, message, fix }) => {
        const { icon: Icon, look } = SHOWN[level];
        return (
          <li key={`${code} ${message}`} className="flex gap-2">
            <Icon className={`mt-0.5 size-4 shrink-0 ${look}`} role="img" aria-label={words[level]} />
            <div className="min-w-0">
              <p>{message}</p>
              {fix && (
                <p className="flex flex-wrap items-center gap-1 text-label text-ink-2">
                  <Phrase of={words.fix} parts={{ command: <code className="break-all">{fix}</code> }} />{' '}
                  <CopyButton text={fix} label={words.copy} />
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
