/** Every file lock of a project that another task holds. */
export const LOCKS_OF_OTHERS = {
  name: 'locks-of-others',
  text: `
select l.kind::text as kind, l.pattern, l.match_key, t.number::int as number, t.title
from file_lock l
join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
where l.workspace_id = $1::uuid and l.project_id = $2::uuid and ($3::uuid is null or l.task_id <> $3::uuid)
order by l.created_at, l.id`,
};
