/** What a person’s leaving would mean for each of their workspaces. $1 user */
export const OWNERSHIPS_OF = {
  name: 'ownerships-of',
  text: `
select m.workspace_id, w.name, w.slug, m.role::text as role,
       (select count(*)::int from member o where o.workspace_id = m.workspace_id and o.user_id <> m.user_id) as others,
       exists (select from member o where o.workspace_id = m.workspace_id and o.user_id <> m.user_id and o.role = 'owner') as owned,
       exists (select from project p where p.workspace_id = m.workspace_id) as holds
from member m
join workspace w on w.id = m.workspace_id
where m.user_id = $1::uuid
order by m.workspace_id`,
};

/** The machines that a person connected and that live still. $1 user */
export const RUNNERS_OF = {
  name: 'runners-of',
  text: "select workspace_id, id from runner where owner_id = $1::uuid and status <> 'REVOKED' order by id",
};

/** Ends what could connect more machines for a person. $1 user */
export const END_ENROLLMENTS_OF = {
  name: 'end-enrollments-of',
  text: `
update enrollment set expires_at = clock_timestamp()
where owner_id = $1::uuid and used_at is null and expires_at > clock_timestamp()`,
};

/** Ends the links by which a person invited others. $1 user */
export const END_INVITATIONS_OF = {
  name: 'end-invitations-of',
  text: `
update invitation set expires_at = clock_timestamp()
where invited_by = $1::uuid and used_at is null and expires_at > clock_timestamp()`,
};
