import { byKey } from '@/lib/by-key.sql';

/** The paths over which tasks met most often of late. $1 workspace, $2 project or null, $3 days, $4 how many */
export const HOT_FILES = {
  name: 'hot-files',
  text: `
select t.project_id, h ->> 'path' as path,
       count(*) filter (where e.type = 'lock.refused')::int as refusals,
       count(*) filter (where e.type = 'task.blocked')::int as waits,
       max(e.created_at) as last_at
from event e
join task t on ${byKey('t', 'e.workspace_id', 'e.task_id')}
cross join lateral jsonb_array_elements(coalesce(e.payload -> 'heldBy', '[]')) h
where e.workspace_id = $1::uuid and e.type in ('lock.refused', 'task.blocked')
  and e.created_at > clock_timestamp() - $3::int * interval '1 day'
  and ($2::uuid is null or t.project_id = $2::uuid)
group by 1, 2
order by count(*) desc, path
limit $4::int`,
};
