-- What is new of a project or a task is as private as the project is.
do $$
declare
  mine    text := '%1$s.workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid';
  of_task text := '(select ao_hidden()) = ''{}'' or exists (select from task t where t.workspace_id = %1$s.workspace_id and t.id = %1$s.task_id)';
  t text;
begin
  foreach t in array array['review_comment', 'approval'] loop
    execute format('alter policy one_workspace on %1$s using (' || mine || ' and (' || of_task || ')) with check (' || mine || ')', t);
  end loop;
  execute format('alter policy one_workspace on %1$s using (' || mine || ' and project_id <> all (((select ao_hidden())::uuid[]))) with check (' || mine || ')', 'rule');
end $$;
