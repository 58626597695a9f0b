import { causesOf, codesOf } from './causes';

/** How often a transaction is tried that only met another one. */
export const MOST_TRIES = 3;

/** A deadlock and a failure to serialise, in the words of Postgres and of Prisma. */
const LOST_RACE: ReadonlySet<string> = new Set(['40P01', '40001', 'P2034']);

/** Whether the database ended a transaction because another one and it waited for each other: nothing was written then. */
export const isLostRace = (error: unknown): boolean =>
  codesOf(causesOf(error)).some((code) => LOST_RACE.has(code));

/** Runs a transaction again where the database ended it for that. */
export async function despiteRaces<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !isLostRace(error)) throw error;
    }
  }
}
