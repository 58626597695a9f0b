import { env } from './env';
import { AppError } from './errors';
import type { Runs } from './pool';
import { COUNT_FOR_QUOTA } from './quota.sql';

/** What a workspace may have only so many of. */
export type Counted = 'people' | 'runners' | 'projects';
export type Quota = Counted | 'tasksPerDay' | 'logBytes' | 'attachmentBytes';

/** Where strangers make workspaces, and nothing else is set. */
const OPEN: Record<Quota, number> = {
  people: 50,
  runners: 50,
  projects: 100,
  tasksPerDay: 5_000,
  logBytes: 20_000_000_000,
  attachmentBytes: 2_000_000_000,
};

/**
 * How many of each a workspace may have that has no quotas of its own; null sets no limit, as where nobody but invited
 * people come.
 */
export function quotas(): Record<Quota, number | null> {
  const set = env();
  const of = (given: number | undefined, quota: Quota) =>
    (given ?? (set.SIGN_UP === 'open' ? OPEN[quota] : 0)) || null;
  return {
    people: of(set.QUOTA_PEOPLE, 'people'),
    runners: of(set.QUOTA_RUNNERS, 'runners'),
    projects: of(set.QUOTA_PROJECTS, 'projects'),
    tasksPerDay: of(set.QUOTA_TASKS_PER_DAY, 'tasksPerDay'),
    logBytes: of(set.QUOTA_LOG_BYTES, 'logBytes'),
    attachmentBytes: of(set.QUOTA_ATTACHMENT_BYTES, 'attachmentBytes'),
  };
}

/** The quotas of a workspace that has some of its own: theirs first, of which 0 sets no limit. */
export function quotasWith(own: Partial<Record<Quota, number>>): Record<Quota, number | null> {
  const all = quotas();
  for (const quota of Object.keys(all) as Quota[]) all[quota] = (own[quota] ?? all[quota]) || null;
  return all;
}

const FULL: Record<Quota, (limit: number) => string> = {
  people: (limit) => `This workspace has its ${limit} people. Somebody leaves it, or it gets a larger quota.`,
  runners: (limit) => `This workspace has its ${limit} runners. Revoke one that is not used any more.`,
  projects: (limit) => `This workspace has its ${limit} projects. Delete one that is not used any more.`,
  tasksPerDay: (limit) => `This workspace makes ${limit} tasks a day at most. Go on after midnight UTC.`,
  logBytes: (limit) =>
    `The logs of this workspace have their ${limit} bytes. Delete tasks that are not needed any more.`,
  attachmentBytes: (limit) =>
    `The files attached to the tasks of this workspace have their ${limit} bytes. Delete some that are not needed any more.`,
};

const full = (quota: Quota, limit: number) =>
  new AppError('QUOTA_REACHED', `${FULL[quota](limit)} Whoever runs this installation sets the quotas.`, {
    details: { quota, limit },
  });

/** Called after something was added, in its transaction: throws QUOTA_REACHED where the workspace (a database uuid) has too many now. */
export async function refuseOverQuota(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  what: Counted,
): Promise<void> {
  const [{ most, n }] = (await runs.query(COUNT_FOR_QUOTA, [workspaceId, what, quotas()[what]])) as [
    { most: number; n: number | null },
  ];
  if (n !== null && n > most) throw full(what, most);
}

/**
 * Throws QUOTA_REACHED where a workspace has made too many tasks today, those of the transaction that counted them among
 * them. `own` is its own quota, null where it has none.
 */
export function refuseTooManyTasks(ofDay: number, own: number | null): void {
  const limit = own ?? quotas().tasksPerDay;
  if (limit && ofDay > limit) throw full('tasksPerDay', limit);
}

/**
 * Throws QUOTA_REACHED where the attached files of a workspace come to more bytes than it may have. `most` is its quota,
 * 0 where there is none.
 */
export function refuseTooManyBytes(used: number, most: number): void {
  if (most > 0 && used > most) throw full('attachmentBytes', most);
}
