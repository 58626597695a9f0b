import { NEWS_TYPES } from '@/domain/events/news-types';
import { newId } from '@/lib/ids';
import { engine, inEngine, type Runs } from '@/lib/pool';
import { toJsonb } from '@/lib/to-jsonb';
import { type Heard, type News, type Notice, noticeOf } from './notice-of';
import { FIND_NEWS, KEEP_PLACE, LOCK_PLACE, READ_NEWS, SETTLED_UNTIL } from './read-news.sql';
import { TELL, WHO_IS_TOLD, WITHDRAW } from './tell-people.sql';

const BATCH = 500;
const WORKSPACES = 100;
/** What nobody has looked at for so long is of no use any more, in milliseconds. */
const LIFE_MS = 14 * 86_400_000;

/**
 * Tells people what the events since the last time say, of one workspace (a database uuid) or of up to a hundred. Safe
 * beside others that do the same: the place up to which was told is locked, and kept in the same transaction. Answers how
 * many workspaces had news.
 */
export async function tellPeople(workspaceId: string | null = null): Promise<number> {
  const found = await engine.query<{ workspace_id: string }>(FIND_NEWS, [WORKSPACES, workspaceId]);
  for (const { workspace_id: id } of found) while (await inEngine((runs) => tellBatch(runs, id)));
  return found.length;
}

/** Whether there may be more. */
async function tellBatch(runs: Runs, workspaceId: string): Promise<boolean> {
  const [place] = (await runs.query(LOCK_PLACE, [workspaceId])) as [{ xid: string; id: string }];
  const [{ xid }] = (await runs.query(SETTLED_UNTIL)) as [{ xid: string }];
  const news = await runs.query<News>(READ_NEWS, [
    workspaceId,
    place.xid,
    place.id,
    [...NEWS_TYPES],
    BATCH,
    xid,
  ]);
  const heard = news.map(noticeOf);
  const settled = [...new Set(heard.flatMap(({ withdraw }) => withdraw))];
  if (settled.length > 0) await runs.query(WITHDRAW, [workspaceId, settled]);
  await tell(runs, workspaceId, stillTrue(heard));
  const last = news.length === BATCH ? news.at(-1) : undefined;
  const all = BigInt(xid) > BigInt(place.xid) ? { xid, id: '0' } : place;
  const next = last ?? all;
  await runs.query(KEEP_PLACE, [workspaceId, next.xid, next.id]);
  return last !== undefined;
}

/** What a batch has to say when it is over: nothing that a later event of it settles. */
function stillTrue(heard: Heard[]): Notice[] {
  const settled = new Set<string>();
  return heard
    .toReversed()
    .flatMap(({ tell, withdraw }) => {
      const standing = tell.filter(({ dedupeKey }) => !settled.has(dedupeKey)).toReversed();
      for (const key of withdraw) settled.add(key);
      return standing;
    })
    .toReversed();
}

async function tell(runs: Runs, workspaceId: string, notices: Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const people = await runs.query<Listener>(WHO_IS_TOLD, [
    workspaceId,
    notices.map(({ taskId }) => taskId),
    notices.map(({ projectId }) => projectId),
    notices.map(({ to }) => `{${to.named.join(',')}}`),
    notices.map(({ to }) => to.watchers),
    notices.map(({ by }) => by),
    notices.map(({ kind }) => kind),
    notices.map(({ to }) => to.else === 'everyone'),
  ]);
  // One thing stands once in a person's list: as it was said last.
  const told = new Map<string, Listener & { notice: Notice }>();
  for (const person of people) {
    const notice = notices[person.ord - 1]!;
    if (person.in_app || person.push)
      told.set(`${person.user_id} ${notice.dedupeKey}`, { ...person, notice });
  }
  if (told.size === 0) return;
  const rows = [...told.values()];
  const each = (pick: (notice: Notice) => unknown) => rows.map(({ notice }) => pick(notice));
  await runs.query(TELL, [
    workspaceId,
    LIFE_MS,
    rows.map(() => newId()),
    rows.map(({ user_id }) => user_id),
    rows.map(({ in_app }) => in_app),
    rows.map(({ push }) => push),
    each(({ taskId }) => taskId),
    each(({ kind }) => kind),
    each(({ severity }) => severity),
    each(({ title }) => title),
    each(({ body }) => body),
    each(({ ref }) => ref),
    each(({ url }) => url),
    each(({ actions }) => toJsonb(actions)),
    each(({ dedupeKey }) => dedupeKey),
  ]);
}

interface Listener {
  /** Of which notice, from 1. */
  ord: number;
  user_id: string;
  in_app: boolean;
  push: boolean;
}
