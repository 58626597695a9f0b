const counted = (status: string, since: string, more = '') => `
  (select count(*)::int from (
    select from task t
    where t.workspace_id = $1::uuid and t.number > 0 and t.status = '${status}' and t.project_id <> all ($2::uuid[])
      and t.updated_at between (select ${since}::timestamptz) and (select 'infinity'::timestamptz)${more}
    order by t.status, t.updated_at limit $4::int) found)`;
const ended = (status: string) => counted(status, '$3', ' and t.ended_at >= $3::timestamptz');

/**
 * Tasks that were done or failed since a time, and that wait for a review. Order and bounds are there for the planner, which
 * reads the index of a status by change for their sake, rather than all that ever had it.
 * $1 workspace, $2 hidden projects, $3 since, $4 the most that are counted of each
 */
export const COUNT_AWAY = {
  name: 'count-away',
  text: `
select ${ended('COMPLETED')} as done, ${ended('FAILED')} as failed, ${counted('IN_REVIEW', "'-infinity'")} as reviews`,
};
