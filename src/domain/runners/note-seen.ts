import { BoundedMap } from '@/lib/bounded-map';
import { groupCommit } from '@/lib/group-commit';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { NOTE_SEEN } from './note-seen.sql';

const EVERY_MS = 5_000;
/** Of more machines than these some are noted more often. */
const MOST = 10_000;
/** Those that are heard of together are one statement. */
const note = () =>
  shared('note-seen', () =>
    groupCommit<{ workspaceId: string; runnerId: string }, undefined>({
      async run(batch) {
        await engine.query(NOTE_SEEN, [
          batch.map(({ workspaceId }) => workspaceId),
          batch.map(({ runnerId }) => runnerId),
        ]);
        return batch.map(() => undefined);
      },
    }),
  );
const noted = () => shared('runners-seen', () => new BoundedMap<string, number>(MOST));

/** Notes that a runner was heard of, at most once each five seconds and process. */
export async function noteSeen(workspaceId: string, runnerId: string): Promise<void> {
  const now = performance.now();
  if ((noted().get(runnerId) ?? Number.NEGATIVE_INFINITY) + EVERY_MS > now) return;
  noted().set(runnerId, now);
  await note()({ workspaceId, runnerId });
}
