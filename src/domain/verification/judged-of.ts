import { z } from 'zod';
import { JudgedPoint } from '@/contract/judged';

const Kept = z.object({ judged: z.array(JudgedPoint) });

/** What a judge said of each acceptance point, from the result that is kept of a verify agent; nothing where none was asked. */
export const judgedOf = (result: unknown): JudgedPoint[] => Kept.safeParse(result).data?.judged ?? [];
