/** The words of one agent's page and of what can be done with an agent. */
export const words = {
  heading: '{agent} of {task}',
  log: 'Log',
  facts: {
    runner: 'Runner',
    engine: 'Engine',
    model: 'Model',
    sandbox: 'Sandbox',
    took: 'Took',
    began: 'Began',
    cost: 'Cost',
    estimated: 'estimated',
    tokens: 'Tokens in / out',
    cache: 'Cache read / write',
    turns: 'Turns',
    branch: 'Branch',
    copyBranch: 'Copy branch',
    commit: 'Commit',
    copyCommit: 'Copy commit',
  },
  checks: {
    unread: 'Its checks could not be read',
    frozen: 'Checks on the frozen commit',
    round: (n: number) => `Checks, round ${n}`,
  },
  controls: {
    resume: 'Resume agent',
    pause: 'Pause agent',
    end: 'End agent',
    retry: 'Retry its task',
    askPause: 'Pause this agent?',
    pauseWhat:
      'It stands still at its next step and keeps its task, its file locks and its place on the runner. Its time cap stands still as well. Resume it when you like.',
  },
  kill: {
    title: 'End this agent?',
    what: (runner: string, ref: string, requeue: boolean) =>
      `Its engine is stopped on ${runner} and its last output is kept. What it has not committed is lost. ${
        requeue ? `${ref} goes back to the queue for another agent.` : `${ref} then waits for you.`
      }`,
    confirm: 'End agent',
    keep: 'Keep agent',
    requeue: 'Queue the task again',
    reason: 'Reason',
    reasonHint: 'It stands in the events, for whoever asks later.',
  },
  retry: {
    title: (ref: string) => `Retry ${ref}?`,
    what: 'Another agent takes the task. Where the task has ended already, it stays as it is and a new one that says the same is made and queued.',
    confirm: 'Retry task',
    guidance: 'Guidance',
    guidanceHint: 'It is given to the next agent as data, together with the task.',
  },
};
