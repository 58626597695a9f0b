/**
 * Takes a key for a call that begins, also where the last one with it was a day ago; `mine` says whether it was free, and
 * otherwise what is known of the first. $1 workspace, $2 caller, $3 key, $4 sha256 of what is asked
 */
export const TAKE_KEY = {
  name: 'take-key',
  text: `
with taken as (
  insert into hot.first_answer as f (workspace_id, caller, key, asked) values ($1::uuid, $2, $3, $4)
  on conflict (workspace_id, caller, key) do update set asked = excluded.asked, answer = null, created_at = clock_timestamp()
    where f.created_at < clock_timestamp() - interval '1 day'
  returning 1
)
select true as mine, null::bytea as asked, null::bytea as answer from taken
union all
select false, f.asked, f.answer from hot.first_answer f
where f.workspace_id = $1::uuid and f.caller = $2 and f.key = $3 and not exists (select from taken)`,
};

/** Keeps the answer of a call. $1 workspace, $2 caller, $3 key, $4 the answer */
export const KEEP_ANSWER = {
  name: 'keep-answer',
  text: 'update hot.first_answer set answer = $4 where workspace_id = $1::uuid and caller = $2 and key = $3',
};

/** Gives a key back whose call has changed nothing. $1 workspace, $2 caller, $3 key */
export const GIVE_KEY_BACK = {
  name: 'give-key-back',
  text: 'delete from hot.first_answer where workspace_id = $1::uuid and caller = $2 and key = $3 and answer is null',
};
