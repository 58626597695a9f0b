/** The query for runs: of one flow, or of all. */
export const runsOf = (flowRef?: string) => ({ flowId: flowRef, limit: 50 });
