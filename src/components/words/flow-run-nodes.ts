/** The words of the nodes of a run or of a simulation: why each stands there, in rows, with what can be decided. */
export const words = {
  why: {
    without: (box: string) => `${box} ended without it`,
    withoutRun: 'the run ended without it',
    waits: (nodes: string) => `waits for ${nodes}`,
    turn: (box: string) => `waits for its turn in ${box}`,
    paused: 'the run is paused',
    full: 'its group is full',
    parts: (ended: number, all: number) => `${ended} of ${all} ended`,
    more: (nodes: string, n: number) => `${nodes} and ${n} more`,
  },
  gate: {
    approve: 'Approve',
    approveNode: (node: string) => `Approve ${node}`,
    approved: (node: string) => `${node} is approved`,
    reject: 'Reject',
    rejectNode: (node: string) => `Reject ${node}`,
    rejected: (node: string) => `${node} is rejected`,
    failed: (reason: string) => `Nothing was decided. ${reason}`,
  },
  table: {
    title: 'Nodes and where they stand',
    node: 'Node',
    state: 'State',
    took: 'Took',
    cost: 'Cost',
    try: 'Try',
    task: 'Task',
    more: (n: number) => `Show ${n} more`,
  },
  /** Of `2/3`. */
  tries: (tries: string) => tries.replace('/', ' of '),
  views: { graph: 'Graph', gantt: 'Gantt', table: 'Table' },
};
