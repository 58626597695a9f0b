import type { UsageFigures } from '@/contract/usage';
import { formatMoney } from '../ui/format-money';

type Money = Pick<UsageFigures, 'spentMicros' | 'estimatedMicros'>;

/** An amount, marked where a part of it is what a subscription would have cost. */
export const spent = ({ spentMicros, estimatedMicros }: Money): string =>
  `${estimatedMicros > 0 ? '~' : ''}${formatMoney(spentMicros)}`;

/** What each of the tasks that were done has cost; a dash where none was. */
export const spentEach = ({
  tasksDone,
  spentMicros,
  estimatedMicros,
}: Money & { tasksDone: number }): string =>
  tasksDone === 0 ? '–' : spent({ spentMicros: Math.round(spentMicros / tasksDone), estimatedMicros });
