/**
 * Keeps ended tasks (numbers $2) out of the lists, or brings them back ($3), but for those of hidden projects ($4); they do
 * not count as changed. Answers those that were.
 */
export const ARCHIVE_TASKS = {
  name: 'archive-tasks',
  text: `
update task set archived_at = case when $3::boolean then clock_timestamp() end
where workspace_id = $1::uuid and number > 0 and number = any ($2::int[]) and project_id <> all ($4::uuid[])
  and status in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED') and (archived_at is not null) <> $3::boolean
returning id, number, project_id`,
};
