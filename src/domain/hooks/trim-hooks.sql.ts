/** Keeps the last $3 calls of a node ($2) and the last $4 of a workspace ($1). */
export const TRIM_HOOKS = {
  name: 'trim-hooks',
  text: `
delete from hook_call
where workspace_id = $1::uuid
  and (id < (select id from hook_call where workspace_id = $1::uuid order by id desc offset $4::int limit 1)
       or (node_id = $2 and id < (select id from hook_call where workspace_id = $1::uuid and node_id = $2
                                  order by id desc offset $3::int limit 1)))`,
};
