const OF_AGENT = `
from lease l
join attachment f on f.workspace_id = l.workspace_id and f.task_id = l.task_id
where l.agent_id = $1::uuid and l.token_hash = $2::bytea`;

/** The files given to the task of a live agent. $1 agent, $2 token hash */
export const FILES_OF_AGENT = {
  name: 'files-of-agent',
  text: `select f.id, f.name, f.media_type as "mediaType", f.size, f.sha256 ${OF_AGENT} order by f.id`,
};

/** One of them with its bytes. $1 agent, $2 token hash, $3 attachment */
export const FILE_OF_AGENT = {
  name: 'file-of-agent',
  text: `select f.name, f.media_type, f.bytes ${OF_AGENT} and f.id = $3::uuid`,
};

/** Whether the lease that a token is of is there still. $1 agent, $2 token hash */
export const IS_LIVE = {
  name: 'is-live-agent',
  text: 'select from lease where agent_id = $1::uuid and token_hash = $2::bytea',
};
