import type { Rule } from './breach';

/** What holds of every agent and lease at any moment, between two transactions. */
export const AGENT_RULES: Rule[] = [
  {
    invariant: 'I2',
    what: 'an agent has ended more than once',
    sql: `select agent_id, array_agg(type) as types from event where type in ('agent.ended', 'agent.lost') group by agent_id having count(*) > 1`,
  },
  {
    invariant: 'I2',
    what: 'an agent that was lost has a result',
    sql: "select id, status from agent where status = 'lost' and result_hash is not null",
  },
  {
    invariant: 'I2',
    what: 'an agent has a result, and no event says so',
    sql: `select a.id, a.status from agent a where a.result_hash is not null
      and not exists (select from event e where e.agent_id = a.id and e.type = 'agent.ended')`,
  },
  {
    invariant: 'I3',
    what: 'two agents of one task are live',
    sql: 'select task_id, count(*) from agent where ended_at is null group by task_id having count(*) > 1',
  },
  {
    invariant: 'I3',
    what: 'an agent was granted before the one before it had ended',
    sql: `select a.task_id, a.attempt from agent a join agent b on b.task_id = a.task_id and b.attempt = a.attempt + 1
      where a.ended_at is null or a.ended_at > (
        select min(e.created_at) from event e where e.agent_id = b.id and e.type in ('task.assigned', 'agent.claimed'))`,
  },
  {
    invariant: 'I3',
    what: 'a live agent has no lease of its attempt, or one that has ended still has one',
    sql: `select a.id, a.status, a.ended_at, l.attempt from agent a left join lease l on l.agent_id = a.id
      where (a.ended_at is null) <> (l.agent_id is not null) or l.attempt <> a.attempt or l.task_id <> a.task_id`,
  },
  {
    invariant: 'I3',
    what: 'a runner has more live agents than it has room for',
    sql: `select r.name, r.max_concurrent, count(*) from lease l join runner r on r.id = l.runner_id
      group by r.id having count(*) > r.max_concurrent`,
  },
  {
    invariant: 'I4',
    what: 'something of an agent was accepted after its end',
    sql: `select e.agent_id, e.type from event e join event x on x.agent_id = e.agent_id and x.type in ('agent.ended', 'agent.lost')
      where e.actor = 'agent:' || e.agent_id and e.xid > x.xid`,
  },
  {
    invariant: 'I4',
    what: 'a lease belongs to an older session of its runner',
    sql: `select l.agent_id, l.session_epoch, r.session_epoch as current from lease l join runner r on r.id = l.runner_id
      where l.session_epoch > r.session_epoch`,
  },
  {
    invariant: 'I5',
    what: 'the chunks of a log do not follow one another, or are not what they were',
    sql: `select agent_id from (
        select agent_id, off, len, sha256, bytes, coalesce(sum(len) over w, 0) as before from hot.log_chunk
        window w as (partition by agent_id order by off rows between unbounded preceding and 1 preceding)) c
      where off <> before or length(bytes) <> len or sha256(bytes) <> sha256 group by agent_id`,
  },
  {
    invariant: 'I5',
    what: 'a log is not as long as was acknowledged',
    sql: `select a.id, a.log_bytes, a.log_lines, sum(c.len) as stored from agent a left join hot.log_chunk c on c.agent_id = a.id
      group by a.id having a.log_bytes <> coalesce(sum(c.len), 0) or a.log_lines <> coalesce(sum(c.lines), 0)`,
  },
];
