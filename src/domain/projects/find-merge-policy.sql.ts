export const FIND_MERGE_POLICY = {
  name: 'find-merge-policy',
  text: 'select auto_merge_low from project where workspace_id = $1::uuid and id = $2::uuid',
};
