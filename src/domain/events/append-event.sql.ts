export const APPEND_EVENT = {
  name: 'append-event',
  text: `
insert into event (workspace_id, type, actor, project_id, task_id, agent_id, runner_id, exception_id, payload)
values ($1::uuid, $2, $3, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, $9::jsonb)`,
};
