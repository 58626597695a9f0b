import { lookedUp } from '@/lib/looked-up.sql';

/** The runners behind access tokens, where token and runner are still good. One entry a token: $1 its hash */
export const FIND_RUNNERS_BY_TOKENS = {
  name: 'find-runners-by-tokens',
  text: `
select g.ord::int as ord, r.id as runner_id, r.workspace_id, r.session_epoch, r.status, r.labels, r.project_ids, t.expires_at > clock_timestamp() as fresh,
       coalesce(r.quota_until > clock_timestamp(), false) as out_of_quota,
       'signed-only' = any(r.features) as signed_only
from unnest($1::bytea[]) with ordinality as g (hash, ord)
join token t on t.hash = g.hash
join runner r on r.workspace_id = t.workspace_id and r.id = t.runner_id
where t.revoked_at is null and ${lookedUp('g')}`,
};
