/** What a job of a peer carries: about as much as a task of ours. */
const PAYLOAD = `jsonb_build_object('i', i, 'files', jsonb_build_array('src/a' || i || '.ts'), 'text', repeat('x', 150))`;

export const ADD_GRAPHILE_JOBS = `
select count(*) from graphile_worker.add_jobs(array(
  select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'noop', 'payload', ${PAYLOAD}))
  from generate_series(1, $1::int) i
))`;
