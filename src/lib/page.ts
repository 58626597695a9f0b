import type { Page } from '@/contract/list';
import { AppError } from './errors';

/** Which part of a list is wanted: after a cursor where there is one, else after `offset` items. */
export interface PageQuery {
  limit: number;
  offset: number;
  cursor?: string;
}

/** How many items to skip: none where a cursor says where to begin. */
export const skipOf = ({ offset, cursor }: PageQuery): number => (cursor === undefined ? offset : 0);

/**
 * A page from rows of which one more than `limit` was asked for: that one only tells that there is more.
 * `cursorOf` names the place after a row; it is given the last row of the page.
 */
export function pageOf<Row, Item>(
  query: PageQuery,
  totalCount: number,
  rows: Row[],
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, query.limit);
  const hasMore = rows.length > query.limit;
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    pagination: {
      limit: query.limit,
      offset: skipOf(query),
      totalCount,
      hasMore,
      nextCursor: hasMore && last ? cursorOf(last) : null,
    },
  };
}

/** The uuid that a cursor of a list ordered by id names; undefined without one. Throws BAD_REQUEST. */
export function idCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) throw badCursor();
  return cursor;
}

export const badCursor = (): AppError =>
  new AppError(
    'BAD_REQUEST',
    'The cursor is not one of this list’s own. Take nextCursor of the page before, or leave it out.',
  );
