/** Counts a path among the files of a task. $1 workspace, $2 task, $3 path */
export const HINT_FILE = {
  name: 'hint-file',
  text: `
update task set files_hint = array_append(files_hint, $3)
where workspace_id = $1::uuid and id = $2::uuid and not $3 = any(files_hint)`,
};
