import type { Rule } from './breach';

/** What holds of every task at any moment, between two transactions. */
export const TASK_RULES: Rule[] = [
  {
    invariant: 'I1',
    what: 'a task is said to be worked on, and nobody has a lease of it',
    sql: `select t.number, t.status from task t
      where t.status in ('ASSIGNED', 'IN_PROGRESS', 'CANCELLING') and not exists (select from lease l where l.task_id = t.id)`,
  },
  {
    invariant: 'I1',
    what: 'a task waits to be verified or merged, and is offered to nobody',
    sql: `select t.number, t.status from task t
      where t.status in ('VERIFYING', 'MERGING') and t.ready is null and not exists (select from lease l where l.task_id = t.id)`,
  },
  {
    invariant: 'I1',
    what: 'a task is queued, and no runner can ever claim it',
    sql: "select number, ready, claim_key from task where status = 'QUEUED' and (ready is null or claim_key is null)",
  },
  {
    invariant: 'I1',
    what: 'a task waits for a person, and no exception tells one',
    sql: `select t.number, t.reason from task t where t.status = 'NEEDS_HUMAN'
      and not exists (select from exception x where x.task_id = t.id and x.status in ('open', 'acknowledged'))`,
  },
  {
    invariant: 'I1',
    what: 'a task waits for a file lock, and no other task of the project holds any or was woken to have it first',
    sql: `select t.number, t.reason from task t where t.status = 'BLOCKED' and t.reason like 'lock:%'
      and not exists (select from file_lock f where f.project_id = t.project_id and f.task_id <> t.id)
      and not exists (select from task q where q.project_id = t.project_id and q.status = 'QUEUED' and q.files_hint <> '{}')`,
  },
  {
    invariant: 'I2',
    what: 'a task was completed more than once',
    sql: "select task_id, count(*) from event where type = 'task.completed' group by task_id having count(*) > 1",
  },
  {
    invariant: 'I2',
    what: 'more than one agent has merged a task',
    sql: `select task_id, count(*) from agent where kind = 'merge' and status = 'completed' group by task_id having count(*) > 1`,
  },
  {
    invariant: 'I2',
    what: 'a task has ended and somebody may claim it all the same',
    sql: `select number, status, ready from task where status in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') and ready is not null`,
  },
  {
    invariant: 'I3',
    what: 'the attempts of a task do not count its agents one by one',
    sql: `select t.number, t.attempt, count(a.id) as agents, max(a.attempt) as last, min(a.attempt) as first
      from task t left join agent a on a.task_id = t.id group by t.id
      having t.attempt <> count(a.id) or t.attempt <> coalesce(max(a.attempt), 0) or coalesce(min(a.attempt), 1) <> 1`,
  },
  {
    invariant: 'I6',
    what: 'a task that nobody works on holds files',
    sql: `select t.number, t.status from hold h join task t on t.id = h.task_id
      where t.status in ('DRAFT', 'QUEUED', 'COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') and t.attempt > 0
        and exists (select from file_lock f where f.task_id = h.task_id)`,
  },
  {
    invariant: 'I6',
    what: 'a file lock has no hold, or the hold of another project',
    sql: `select f.pattern from file_lock f left join hold h on h.task_id = f.task_id and h.project_id = f.project_id
      where h.task_id is null`,
  },
  {
    invariant: 'I8',
    what: 'a cancelled task was moved to something else than cancelled',
    sql: `select c.task_id, e.type from event c join event e on e.task_id = c.task_id and (e.xid, e.id) > (c.xid, c.id)
      where c.type in ('task.cancelling', 'task.cancelled') and e.type in ('task.queued', 'task.started', 'task.verifying', 'task.review',
        'task.merging', 'task.completed', 'task.failed', 'task.needs_human', 'task.assigned', 'task.blocked', 'agent.claimed')`,
  },
  {
    invariant: 'I8',
    what: 'a cancelled task was merged',
    sql: "select number, merged_sha from task where status in ('CANCELLED', 'CANCELLING') and merged_sha is not null",
  },
  {
    invariant: 'I11',
    what: 'what a task has spent is not what its agents cost',
    sql: `select t.number, t.spent_micros, sum(a.cost_micros) as cost from task t join agent a on a.task_id = t.id and a.ended_at is not null
      group by t.id having t.spent_micros <> sum(a.cost_micros) or min(a.cost_micros) < 0`,
  },
];
