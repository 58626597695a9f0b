/** The workspaces of a person, the first one joined first. $1 user */
export const MEMBERSHIPS_OF = {
  name: 'memberships-of',
  text: `
select m.workspace_id, m.role::text as role, w.name
from member m
join workspace w on w.id = m.workspace_id
where m.user_id = $1::uuid
order by m.created_at, m.workspace_id`,
};
