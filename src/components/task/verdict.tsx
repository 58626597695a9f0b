import { clsx } from 'clsx';
import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert, User } from 'lucide-react';
import type { Verdict } from '@/contract/task';
import { type Tone, toneText } from '../ui/chip';
import { words } from '../words/task-status';

const SHOWN: Record<Verdict, { word: string; tone: Tone; icon: LucideIcon }> = {
  PASSED: { word: words.verdict.passed, tone: 'success', icon: CircleCheck },
  FAILED: { word: words.verdict.failed, tone: 'danger', icon: CircleX },
  UNPROVEN: { word: words.verdict.unproven, tone: 'attention', icon: CircleHelp },
  GAPS_FOUND: { word: words.verdict.gaps, tone: 'attention', icon: TriangleAlert },
  HUMAN_NEEDED: { word: words.verdict.person, tone: 'attention', icon: User },
};

/** What the checks on the frozen commit say. */
export function VerdictMark({ verdict, brief }: { verdict: Verdict | null; brief?: boolean }) {
  if (!verdict)
    return brief ? (
      <span className="text-ink-3">–</span>
    ) : (
      <span className="text-ink-2">{words.verdict.none}</span>
    );
  const { word, tone, icon: Icon } = SHOWN[verdict];
  return (
    <span className={clsx('inline-flex items-center gap-1 align-middle whitespace-nowrap', toneText[tone])}>
      <Icon className="size-4" aria-hidden="true" />
      {word}
    </span>
  );
}
