import { DEFAULT_CHANNELS } from '@/contract/notification';

const OF_KIND = (channel: 'inApp' | 'push') =>
  `case $7::text ${Object.entries(DEFAULT_CHANNELS)
    .map(([kind, on]) => `when '${kind}' then ${on[channel]}`)
    .join(' ')} else false end`;

/**
 * Who is to be told of something, and by which ways: by what each has chosen, and on the page in any case where they have
 * asked to follow the task. Nobody hears of a project that is hidden from them, nor of what they did themselves.
 * $1 workspace, $2 task, $3 project, $4 those who are named, $5 whether those who follow it hear it too, $6 who did it,
 * $7 kind, $8 whether all who may act are told where nobody of these is a member
 */
export const WHO_IS_TOLD = {
  name: 'who-is-told',
  text: `
with people as materialized (
  select m.user_id, m.role,
         m.user_id = any ($4::uuid[]) as named,
         coalesce(w.watching, m.user_id = t.created_by or m.user_id = t.assignee_id, false) as follows,
         coalesce(w.watching and w.chosen, false) as asked
  from task t
  join member m on m.workspace_id = t.workspace_id
  join "user" u on u.id = m.user_id
  left join task_watch w on w.workspace_id = t.workspace_id and w.task_id = t.id and w.user_id = m.user_id
  where t.workspace_id = $1::uuid and t.id = $2::uuid and u.disabled_at is null
    and $3::uuid <> all (ao_hidden_projects($1::uuid, m.user_id))
), chosen as (
  select p.user_id, p.asked and $5::boolean as asked from people p
  where p.named or ($5::boolean and p.follows)
     or ($8::boolean and p.role <> 'viewer' and not exists (select from people n where n.named))
)
select p.user_id,
       coalesce(c.in_app, ${OF_KIND('inApp')}) or p.asked as in_app,
       coalesce(c.push, ${OF_KIND('push')}) as push
from chosen p
left join notification_choice c on c.workspace_id = $1::uuid and c.user_id = p.user_id and c.kind = $7::text
where p.user_id is distinct from $6::uuid`,
};

/**
 * Tells people ($3) one thing; said again it is new again. Browsers of those who want it ($5) are told behind this.
 * $1 workspace, $2 ids, $4 on the page, $6 task, $7 kind, $8 severity, $9 title, $10 body, $11 ref, $12 url, $13 actions,
 * $14 key, $15 how long it is of use, in milliseconds
 */
export const TELL = {
  name: 'tell-people',
  text: `
with told as (
  insert into notification (id, workspace_id, user_id, in_app, task_id, kind, severity, title, body, ref, url, actions, dedupe_key, expires_at)
  select p.id, $1::uuid, p.user_id, p.in_app, $6::uuid, $7, $8, $9, $10, $11, $12, $13::jsonb, $14,
         clock_timestamp() + $15::bigint * interval '1 millisecond'
  from unnest($2::uuid[], $3::uuid[], $4::boolean[]) p (id, user_id, in_app)
  on conflict (workspace_id, user_id, dedupe_key) do update set
    id = excluded.id, in_app = excluded.in_app, kind = excluded.kind, severity = excluded.severity, title = excluded.title,
    body = excluded.body, ref = excluded.ref, url = excluded.url, actions = excluded.actions, expires_at = excluded.expires_at,
    created_at = clock_timestamp(), read_at = null, withdrawn_at = null
  returning id, user_id
)
insert into push_delivery (workspace_id, subscription_id, notification_id, due_at)
select $1::uuid, s.id, t.id, clock_timestamp()
from told t
join unnest($3::uuid[], $5::boolean[]) p (user_id, push) on p.user_id = t.user_id and p.push
join push_subscription s on s.workspace_id = $1::uuid and s.user_id = t.user_id
on conflict (subscription_id, notification_id) do update set due_at = clock_timestamp(), withdraws = false, attempts = 0`,
};

/** Takes back what is settled: from the list, and from browsers that have shown it. $1 workspace, $2 keys */
export const WITHDRAW = {
  name: 'withdraw-notifications',
  text: `
with gone as (
  update notification set withdrawn_at = clock_timestamp()
  where workspace_id = $1::uuid and dedupe_key = any ($2::text[]) and withdrawn_at is null
  returning id
)
update push_delivery d set withdraws = true, attempts = 0, due_at = case when d.sent_at is null then null else clock_timestamp() end
from gone where d.notification_id = gone.id`,
};
