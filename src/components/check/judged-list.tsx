import type { JudgedPoint } from '@/contract/judged';
import { Chip } from '../ui/chip';
import { words } from '../words/check';

const TONE = { PASSED: 'success', GAPS_FOUND: 'danger', HUMAN_NEEDED: 'attention' } as const;

/** What a judge who is not the author found of each acceptance point. */
export function JudgedList({ points }: { points: JudgedPoint[] }) {
  if (points.length === 0) return null;
  return (
    <div className="mb-3">
      <h3 className="mb-1 text-label font-medium text-ink-2">{words.judged.title}</h3>
      <ul className="flex flex-col gap-1 text-read">
        {points.map(({ point, verdict, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the points of a finished judgement never move
          <li key={index} className="break-words">
            <Chip tone={TONE[verdict]}>{words.judged[verdict]}</Chip> <bdi>{point}</bdi>
            <bdi className="block text-label text-ink-2">{reason}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
