/** The access tokens of a person, without what makes them work. $1 user */
export const ACCOUNT_TOKENS = {
  name: 'account-tokens',
  text: `
select t.name, t.scopes, t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt",
       t.revoked_at as "revokedAt"
from personal_token t
join member m on m.workspace_id = t.workspace_id and m.user_id = t.user_id
where t.user_id = $1::uuid
order by t.created_at`,
};

/** What a person wrote and did in the workspaces that they are in, the newest 5,000 of each kind. $1 user, $2 actor */
export const ACCOUNT_WRITINGS = {
  name: 'account-writings',
  text: `
with m as materialized (select workspace_id from member where user_id = $1::uuid)
select
  (select coalesce(jsonb_agg(x), '[]') from (
     select g.text, g.created_at as "createdAt" from m join message g on g.workspace_id = m.workspace_id
     where g.author_id = $1::uuid order by g.created_at desc limit 5000) x) as messages,
  (select coalesce(jsonb_agg(x), '[]') from (
     select t.title, t.description, t.created_at as "createdAt" from m join task t on t.workspace_id = m.workspace_id
     where t.created_by = $1::uuid order by t.created_at desc limit 5000) x) as tasks,
  (select coalesce(jsonb_agg(x), '[]') from (
     select e.type, e.payload, e.created_at as "createdAt" from m join event e on e.workspace_id = m.workspace_id
     where e.actor = $2 order by e.id desc limit 5000) x) as events`,
};
