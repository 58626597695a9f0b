import { env } from './env';
import { AppError } from './errors';
import type { Runs } from './pool';
import { COUNT_FOR_QUOTA } from './quota.sql';

/** What a workspace may have only so many of. */
export type Counted = 'people' | 'runners' | 'projects';
export type Quota = Counted | 'tasksPerDay';

/** Where strangers make workspaces, and nothing else is set. */
const OPEN: Record<Quota, number> = { people: 50, runners: 50, projects: 100, tasksPerDay: 5_000 };

/** How many of each a workspace may have; null sets no limit, as where nobody but invited people come. */
export function quotas(): Record<Quota, number | null> {
  const { SIGN_UP, QUOTA_PEOPLE, QUOTA_RUNNERS, QUOTA_PROJECTS, QUOTA_TASKS_PER_DAY } = env();
  const of = (set: number | undefined, quota: Quota) =>
    (set ?? (SIGN_UP === 'open' ? OPEN[quota] : 0)) || null;
  return {
    people: of(QUOTA_PEOPLE, 'people'),
    runners: of(QUOTA_RUNNERS, 'runners'),
    projects: of(QUOTA_PROJECTS, 'projects'),
    tasksPerDay: of(QUOTA_TASKS_PER_DAY, 'tasksPerDay'),
  };
}

const FULL: Record<Quota, (limit: number) => string> = {
  people: (limit) => `This workspace has its ${limit} people. Somebody leaves it, or it gets a larger quota.`,
  runners: (limit) => `This workspace has its ${limit} runners. Revoke one that is not used any more.`,
  projects: (limit) => `This workspace has its ${limit} projects. Delete one that is not used any more.`,
  tasksPerDay: (limit) => `This workspace makes ${limit} tasks a day at most. Go on after midnight UTC.`,
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
  const limit = quotas()[what];
  if (limit === null) return;
  const [{ n }] = (await runs.query(COUNT_FOR_QUOTA, [workspaceId, what])) as [{ n: number }];
  if (n > limit) throw full(what, limit);
}

/** Throws QUOTA_REACHED where a workspace has made too many tasks today, those of the transaction that counted them among them. */
export function refuseTooManyTasks(ofDay: number): void {
  const limit = quotas().tasksPerDay;
  if (limit !== null && ofDay > limit) throw full('tasksPerDay', limit);
}
