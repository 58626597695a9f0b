/** That a machine is paused, why, and what ends it. */
export const sayPaused = (name: string, { note }: { note: string | null }): string =>
  `${name} is paused${note ? ` (“${note}”)` : ''}: it takes no work until agent-orchestrator resume.`;
