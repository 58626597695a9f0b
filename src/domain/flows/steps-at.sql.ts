/**
 * The beginning of statements about steps of a run by their places: `d` has the members of what is given and the id of
 * each step. Each is looked up by itself, behind a limit: the planner knows nothing of a run that was written a moment
 * ago, expects a handful of steps in it, and would compare all of its thousands with each that is given. `d` then leads
 * the statement because what is always true of it lowers how many rows are expected of it. $1 workspace, $2 run, $3 what
 * is given, which has scope and step
 */
export const stepsAt = (members: string): string => `
with d as materialized (
  select at.id, given.* from jsonb_to_recordset($3::jsonb) as given (${members})
  cross join lateral (
    select n.id from flow_node n
    where n.run_id = $2::uuid and n.scope = given.scope and n.step = given.step and n.workspace_id = $1::uuid limit 1
  ) at
  where given.step >= 0 and given.scope >= ''
)`;
