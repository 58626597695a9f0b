/** The next flow number of a workspace. */
export const NEXT_FLOW_NUMBER = {
  name: 'next-flow-number',
  text: `update workspace set flow_seq = flow_seq + 1 where id = $1::uuid returning flow_seq::int as number`,
};
