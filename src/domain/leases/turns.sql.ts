import { byKey } from '@/lib/by-key.sql';

/** How many agents each project of the workspace $1 has at work: a common table for a fair order. */
export const LIVE = `live as materialized (
  select t.project_id, count(*) as n
  from lease l join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
  where l.workspace_id = $1::uuid
  group by t.project_id
)`;

/** Whose turn a project's next tasks `n` are: the fewer agents the project `p` has, the sooner. */
export const TURN =
  'coalesce(live.n, 0) + row_number() over (partition by p.id order by n.claim_key, n.id) as turn';

/** The fair order: urgent tasks, then turns, then the order of the queue. */
export const BY_TURN = 'urgent desc, turn, claim_key, id';
