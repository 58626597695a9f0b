import type { Ask } from '@/domain/flows/asks';
import { querySet } from '@/domain/flows/query-set';
import {
  COUNT_GROUPS,
  DROP_ROUNDS,
  FIND_AT_WORK,
  READ_STANDING,
  REOPEN_ROUNDS,
  REOPEN_RUN,
  STAND_ANEW,
} from '@/domain/flows/restart-nodes.sql';
import { AppError } from '@/lib/errors';
import type { Driven } from './drive-flow';
import { closeGates } from './flow-gates';

type Asked<A extends Ask['ask']> = Extract<Ask, { ask: A }>;

/** All that stands directly within a step’s rounds, or within the run. */
export const readStanding = ({ runs, workspaceId, run }: Driven, { within }: Asked<'standing'>) =>
  runs.query(READ_STANDING, [workspaceId, run.id, within ? `${within.scope}${within.step}[` : '']);

/** Lets steps of a locked run stand anew, and opens the rounds around them. Throws ILLEGAL_TRANSITION while one is at work. */
export async function restartNodes(
  { runs, workspaceId, run }: Driven,
  { anew, reopened, dropped, counting }: Asked<'restart'>,
): Promise<void> {
  const of = (rows: object[]) => [workspaceId, run.id, JSON.stringify(rows)];
  const busy = await runs.query<{ node: string }>(FIND_AT_WORK, [...of(anew), dropped]);
  if (busy.length > 0)
    throw new AppError(
      'ILLEGAL_TRANSITION',
      `${busy[0]!.node} depends on it and is at work. Wait for its end, or end the run first.`,
      { details: { atWork: busy.map(({ node }) => node) } },
    );
  if (dropped.length > 0) await runs.query(DROP_ROUNDS, [workspaceId, run.id, dropped]);
  await querySet(runs, STAND_ANEW, of(anew), anew.length);
  const rounds = reopened.flatMap(({ place, ...counts }) => (place ? [{ ...place, ...counts }] : []));
  if (rounds.length > 0) await runs.query(REOPEN_ROUNDS, of(rounds));
  const own = reopened.find(({ place }) => place === null);
  if (own) await runs.query(REOPEN_RUN, [workspaceId, run.id, own.left, own.failed]);
  if (counting.length > 0) await runs.query(COUNT_GROUPS, of(counting));
  const because = 'the step begins anew';
  await closeGates(runs, workspaceId, run.id, { option: null, text: null, because });
}
