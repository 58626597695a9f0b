/** A workspace and what it has of all that is counted. $1 workspace */
export const READ_WORKSPACE = {
  name: 'read-workspace',
  text: `
select w.name, case when w.tasks_day = (clock_timestamp() at time zone 'utc')::date then w.tasks_of_day else 0 end as tasks,
       (select count(*)::int from member where workspace_id = w.id) as people,
       (select count(*)::int from runner where workspace_id = w.id and status <> 'REVOKED') as runners,
       (select count(*)::int from project where workspace_id = w.id) as projects
from workspace w where w.id = $1::uuid`,
};
