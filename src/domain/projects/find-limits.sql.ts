/** What tasks of a project are allowed unless they say otherwise. $1 workspace, $2 project */
export const FIND_LIMITS = {
  name: 'find-project-limits',
  text: `
select default_timeout_ms, default_max_turns, default_budget_micros from project
where workspace_id = $1::uuid and id = $2::uuid`,
};
