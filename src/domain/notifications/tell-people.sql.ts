import { DEFAULT_CHANNELS } from '@/contract/notification';
import { byKey } from '@/lib/by-key.sql';

const OF_KIND = (channel: 'inApp' | 'push') =>
  `case p.kind ${Object.entries(DEFAULT_CHANNELS)
    .map(([kind, on]) => `when '${kind}' then ${on[channel]}`)
    .join(' ')} else false end`;

/**
 * Who is to be told of what, and by which ways: by what each has chosen, and on the page in any case where they have
 * asked to follow the task. Nobody hears of a project that is hidden from them, nor of what they did themselves.
 * $1 workspace, then one entry a notice: $2 task, $3 project, $4 those who are named, as text of an array, $5 whether
 * those who follow it hear it too, $6 who did it, $7 kind, $8 whether all who may act are told where nobody of these
 * is a member
 */
export const WHO_IS_TOLD = {
  name: 'who-is-told',
  text: `
with members as materialized (
  select m.user_id, m.role, ao_hidden_projects($1::uuid, m.user_id) as hidden
  from member m
  join "user" u on u.id = m.user_id
  where m.workspace_id = $1::uuid and u.disabled_at is null
), people as materialized (
  select n.ord, n.by, n.kind, n.watchers, n.everyone, m.user_id, m.role,
         m.user_id = any (n.named::uuid[]) as named,
         coalesce(w.watching, m.user_id = t.created_by or m.user_id = t.assignee_id, false) as follows,
         coalesce(w.watching and w.chosen, false) as asked
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::uuid[], $7::text[], $8::boolean[])
    with ordinality as n (task_id, project_id, named, watchers, by, kind, everyone, ord)
  join task t on ${byKey('t', '$1::uuid', 'n.task_id')}
  join members m on n.project_id <> all (m.hidden)
  left join task_watch w on w.workspace_id = t.workspace_id and w.task_id = t.id and w.user_id = m.user_id
), chosen as (
  select p.*, bool_or(p.named) over (partition by p.ord) as has_named from people p
)
select p.ord::int as ord, p.user_id,
       coalesce(c.in_app, ${OF_KIND('inApp')}) or (p.asked and p.watchers) as in_app,
       coalesce(c.push, ${OF_KIND('push')}) as push
from chosen p
left join notification_choice c on c.workspace_id = $1::uuid and c.user_id = p.user_id and c.kind = p.kind
where (p.named or (p.watchers and p.follows) or (p.everyone and p.role <> 'viewer' and not p.has_named))
  and p.user_id is distinct from p.by
order by p.ord`,
};

/**
 * Tells people what concerns them; said again it is new again. Browsers of those who want it are told behind this.
 * $1 workspace, $2 how long it is of use, in milliseconds; one entry a person and notice: $3 id, $4 person, $5 on the
 * page, $6 in browsers, $7 task, $8 kind, $9 severity, $10 title, $11 body, $12 ref, $13 url, $14 actions, $15 key
 */
export const TELL = {
  name: 'tell-people',
  text: `
with p as materialized (
  select * from unnest($3::uuid[], $4::uuid[], $5::boolean[], $6::boolean[], $7::uuid[], $8::text[], $9::text[], $10::text[],
                       $11::text[], $12::text[], $13::text[], $14::jsonb[], $15::text[])
    as p (id, user_id, in_app, push, task_id, kind, severity, title, body, ref, url, actions, dedupe_key)
), told as (
  insert into notification (id, workspace_id, user_id, in_app, task_id, kind, severity, title, body, ref, url, actions, dedupe_key, expires_at)
  select p.id, $1::uuid, p.user_id, p.in_app, p.task_id, p.kind, p.severity, p.title, p.body, p.ref, p.url, p.actions, p.dedupe_key,
         clock_timestamp() + $2::bigint * interval '1 millisecond'
  from p
  on conflict (workspace_id, user_id, dedupe_key) do update set
    id = excluded.id, in_app = excluded.in_app, kind = excluded.kind, severity = excluded.severity, title = excluded.title,
    body = excluded.body, ref = excluded.ref, url = excluded.url, actions = excluded.actions, expires_at = excluded.expires_at,
    created_at = clock_timestamp(), read_at = null, withdrawn_at = null
  returning id, user_id
)
insert into push_delivery (workspace_id, subscription_id, notification_id, due_at)
select $1::uuid, s.id, t.id, clock_timestamp()
from told t
join p on p.id = t.id and p.push
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
