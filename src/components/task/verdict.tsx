import { clsx } from 'clsx';
import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert, User } from 'lucide-react';
import type { Verdict } from '@/contract/task';
import { type Tone, toneText } from '../ui/chip';

const SHOWN: Record<Verdict, { word: string; tone: Tone; icon: LucideIcon }> = {
  PASSED: { word: 'Proven', tone: 'success', icon: CircleCheck },
  FAILED: { word: 'Checks failed', tone: 'danger', icon: CircleX },
  UNPROVEN: { word: 'Unproven', tone: 'attention', icon: CircleHelp },
  GAPS_FOUND: { word: 'Gaps found', tone: 'attention', icon: TriangleAlert },
  HUMAN_NEEDED: { word: 'A person must judge', tone: 'attention', icon: User },
};

/** What the checks on the frozen commit say. */
export function VerdictMark({ verdict, brief }: { verdict: Verdict | null; brief?: boolean }) {
  if (!verdict)
    return brief ? (
      <span className="text-ink-3">–</span>
    ) : (
      <span className="text-ink-2">Not verified yet</span>
    );
  const { word, tone, icon: Icon } = SHOWN[verdict];
  return (
    <span className={clsx('inline-flex items-center gap-1 align-middle whitespace-nowrap', toneText[tone])}>
      <Icon className="size-4" aria-hidden="true" />
      {word}
    </span>
  );
}
