/** One entry an event, in their order. */
export const APPEND_EVENTS = {
  name: 'append-events',
  text: `
insert into event (workspace_id, type, actor, project_id, task_id, agent_id, runner_id, exception_id, payload)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::jsonb[])`,
};
