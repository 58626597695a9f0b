/**
 * What browsers are to be told now, each for this caller alone: tried again after a minute where its end is not noted.
 * What is no use any more is not sent. $1 limit
 */
export const TAKE_DUE = {
  name: 'take-due-pushes',
  text: `
with due as materialized (
  select d.subscription_id, d.notification_id from push_delivery d
  where d.due_at <= clock_timestamp() order by d.due_at limit $1::int for update skip locked
), taken as (
  update push_delivery d set due_at = clock_timestamp() + interval '1 minute', attempts = d.attempts + 1
  from due where d.subscription_id = due.subscription_id and d.notification_id = due.notification_id
  returning d.subscription_id, d.notification_id, d.withdraws, d.attempts
)
select t.*, s.endpoint, s.p256dh, s.auth, n.kind, n.title, n.body, n.url, n.actions, n.dedupe_key,
       extract(epoch from n.expires_at - clock_timestamp())::float as ttl_s
from taken t
join push_subscription s on s.id = t.subscription_id
join notification n on n.id = t.notification_id`,
};

/** Notes that a browser ($1) was told of something ($2), unless it is to be told otherwise meanwhile ($3 whether it was taken back). */
export const NOTE_SENT = {
  name: 'note-push-sent',
  text: `
with sent as (
  update push_delivery set sent_at = clock_timestamp(),
    due_at = case when withdraws = $3::boolean then null else clock_timestamp() end
  where subscription_id = $1::uuid and notification_id = $2::uuid
)
update push_subscription set last_sent_at = clock_timestamp() where id = $1::uuid`,
};

/** Tries again after $3 milliseconds; null: never. */
export const TRY_AGAIN = {
  name: 'try-push-again',
  text: `
update push_delivery set due_at = clock_timestamp() + $3::bigint * interval '1 millisecond'
where subscription_id = $1::uuid and notification_id = $2::uuid`,
};

/** Forgets a browser ($1) that listens no more. */
export const FORGET_BROWSER = {
  name: 'forget-browser',
  text: 'delete from push_subscription where id = $1::uuid',
};
