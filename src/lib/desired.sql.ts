/** What a live agent is told with every answer. Takes the aliases of its task’s row and of one with its wishes. */
export const desiredOf = (task: string, agent: string): string => `
case when ${task}.cancel_requested_at is not null or ${agent}.kill_request is not null then 'cancel'
     when ${agent}.pause_requested_at is not null then 'pause'
     else 'run' end`;
