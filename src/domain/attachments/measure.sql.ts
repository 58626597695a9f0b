/** What a task and its workspace have of attached files, whoever else adds one waiting meanwhile, and the workspace’s quota of bytes. $1 workspace, $2 task, $3 the installation’s quota */
export const MEASURE_ATTACHMENTS = {
  name: 'measure-attachments',
  text: `
select m.files::int as files, m.of_task::float8 as of_task, m.of_all::float8 as of_all,
       ao_quota($1::uuid, 'attachmentBytes', $3::bigint)::float8 as most
from ao_measure_attachments($1::uuid, $2::uuid) m`,
};
