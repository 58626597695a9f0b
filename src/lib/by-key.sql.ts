/**
 * One row of a table that grows, by its id within a workspace: `byKey('t', 'm.workspace_id', 'm.task_id')`. That it is of
 * the workspace is checked in words that no index is in order of. While PostgreSQL has no statistics (on the first day, or
 * within a minute of a table's growth), every index that begins with the workspace looks as good to it for finding one row
 * as the key does; such a plan reads all that the workspace has, for each row, and is kept.
 */
export const byKey = (alias: string, workspaceId: string, id: string) =>
  `${alias}.id = ${id} and ${alias}.workspace_id is not distinct from ${workspaceId}`;
