import { logger } from '@/lib/logger';
import { inEngine, type Runs } from '@/lib/pool';

/** How many are taken in one transaction. */
const MOST = 100;

interface Taking<Row> {
  /** Up to `most` rows that are due, locked, but for those with these ids. */
  find(runs: Runs, most: number, but: string[]): Promise<Row[]>;
  idOf(row: Row): string;
  /** Answers how many it settled. */
  take(runs: Runs, rows: Row[]): Promise<number>;
}

/**
 * Settles what is due in one transaction; where that fails, each in one of its own, so that one which cannot be settled
 * holds up no other. Answers how many were; throws where none could be looked for.
 */
export async function takeEach<Row>(taking: Taking<Row>): Promise<number> {
  try {
    return await inEngine(async (runs) => taking.take(runs, await taking.find(runs, MOST, [])));
  } catch {
    return apart(taking);
  }
}

async function apart<Row>({ find, idOf, take }: Taking<Row>): Promise<number> {
  const tried: string[] = [];
  let taken = 0;
  while (tried.length < MOST) {
    const before = tried.length;
    try {
      taken += await inEngine(async (runs) => {
        const [row] = await find(runs, 1, tried);
        if (!row) return 0;
        tried.push(idOf(row));
        return take(runs, [row]);
      });
      if (tried.length === before) break;
    } catch (error) {
      if (tried.length === before) throw error;
      logger().error({ id: tried.at(-1), err: error }, 'one could not be settled; the others are');
    }
  }
  return taken;
}
