/** How many bytes of logs a workspace may have, and where that is not any number how many it has. $1 workspace, $2 the installation’s quota, $3 the first day whose logs are kept */
export const MEASURE_LOGS = {
  name: 'measure-logs',
  text: `
select q.most, case when q.most > 0 then (
         select coalesce(sum(a.log_bytes), 0)::bigint from agent a where a.workspace_id = $1::uuid and a.start_day >= $3::date
       ) end as used
from (select ao_quota($1::uuid, 'logBytes', $2::bigint) as most) q`,
};
