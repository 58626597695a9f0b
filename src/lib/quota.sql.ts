/** How many a workspace may have of something, and where that is any number at all how many it has, with the place of this transaction. $1 workspace, $2 what, $3 the installation's quota */
export const COUNT_FOR_QUOTA = {
  name: 'count-for-quota',
  text: `
select q.most::float8 as most, case when q.most > 0 then ao_count_for_quota($1::uuid, $2) end as n
from (select ao_quota($1::uuid, $2, $3::bigint) as most) q`,
};
