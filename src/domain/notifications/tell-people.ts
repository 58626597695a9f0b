import { NEWS_TYPES } from '@/domain/events/news-types';
import { newId } from '@/lib/ids';
import { engine, inEngine, type Runs } from '@/lib/pool';
import { type News, type Notice, noticeOf } from './notice-of';
import { FIND_NEWS, KEEP_PLACE, LOCK_PLACE, READ_NEWS, SETTLED_UNTIL } from './read-news.sql';
import { TELL, WHO_IS_TOLD, WITHDRAW } from './tell-people.sql';

const BATCH = 200;
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
  for (const one of news) {
    const { tell, withdraw } = noticeOf(one);
    if (withdraw.length > 0) await runs.query(WITHDRAW, [workspaceId, withdraw]);
    for (const notice of tell) await tellOne(runs, workspaceId, notice);
  }
  const last = news.length === BATCH ? news.at(-1) : undefined;
  const settled = BigInt(xid) > BigInt(place.xid) ? { xid, id: '0' } : place;
  const next = last ?? settled;
  await runs.query(KEEP_PLACE, [workspaceId, next.xid, next.id]);
  return last !== undefined;
}

async function tellOne(runs: Runs, workspaceId: string, notice: Notice): Promise<void> {
  const { taskId, projectId, by, to } = notice;
  const everyone = to.else === 'everyone';
  const people = await runs.query<{ user_id: string; in_app: boolean; push: boolean }>(WHO_IS_TOLD, [
    workspaceId,
    taskId,
    projectId,
    to.named,
    to.watchers,
    by,
    notice.kind,
    everyone,
  ]);
  const told = people.filter(({ in_app, push }) => in_app || push);
  if (told.length === 0) return;
  await runs.query(TELL, [
    workspaceId,
    told.map(() => newId()),
    told.map(({ user_id }) => user_id),
    told.map(({ in_app }) => in_app),
    told.map(({ push }) => push),
    taskId,
    notice.kind,
    notice.severity,
    notice.title,
    notice.body,
    notice.ref,
    notice.url,
    JSON.stringify(notice.actions),
    notice.dedupeKey,
    LIFE_MS,
  ]);
}
