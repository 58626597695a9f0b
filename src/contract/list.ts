import { z } from 'zod';
import { COUNT_MOST } from './count-most';

/** What every list accepts. */
export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  cursor: z.string().max(200).optional(),
});

export const Pagination = z.object({
  limit: z.number().int(),
  offset: z.number().int(),
  totalCount: z
    .number()
    .int()
    .max(COUNT_MOST)
    .describe(`How many there are; ${COUNT_MOST} stands for that many or more`),
  hasMore: z.boolean(),
  nextCursor: z.string().nullable(),
});
export type Pagination = z.infer<typeof Pagination>;

/** A page as handlers return it; on the wire `items` becomes `data`. */
export interface Page<T> {
  items: T[];
  pagination: Pagination;
}
