/** Whether a project ($3) of a workspace ($1) is kept from a person ($2). */
export const IS_HIDDEN_FROM = {
  name: 'is-hidden-from',
  text: 'select $3::uuid = any (ao_hidden_projects($1::uuid, $2::uuid)) as hidden',
};
