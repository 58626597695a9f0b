import { z } from 'zod';

/** What every list accepts. */
export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  cursor: z.string().max(200).optional(),
});

/** Nobody counts further: what a list holds beyond would take longer to count than to read. */
export const COUNT_MOST = 1000;

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
