/** The words of where runs and their steps stand. */
export const words = {
  steps: {
    waiting: { word: 'Waiting', meaning: 'Others have to end before it begins.' },
    ready: { word: 'Held back', meaning: 'It could begin: the run is paused, or its group is full.' },
    review: { word: 'Waits for you', meaning: 'A person decides whether the run goes on.' },
    succeeded: { word: 'Done', meaning: 'What needed it may begin.' },
    failed: { word: 'Failed', meaning: 'What needs its success is skipped.' },
    skipped: { word: 'Skipped', meaning: 'It never began.' },
    cancelled: { word: 'Cancelled', meaning: 'Stopped by a person.' },
  },
  runs: {
    RUNNING: { word: 'Running', meaning: 'Steps begin as soon as they may.' },
    PAUSED: { word: 'Paused', meaning: 'Nothing begins until somebody resumes it.' },
    ABORTING: { word: 'Aborting', meaning: 'Nothing begins any more; its agents were told to stop.' },
    COMPLETED: { word: 'Done', meaning: 'No failure was left over.' },
    FAILED: { word: 'Failed', meaning: 'A failure was left that nothing took care of.' },
    CANCELLED: { word: 'Aborted', meaning: 'A person ended it.' },
  },
  /** By a step's reason. */
  because: {
    rejected: 'a person rejected it',
    aborted: 'the run was aborted',
    flow_aborted: 'the run was aborted',
    round_failed: 'something within it failed',
    condition: 'the condition before it did not hold',
    injected: 'failed by chance, as the simulation was told',
  },
  failed: (node: string) => `${node} failed`,
  cancelled: (node: string) => `${node} was cancelled`,
  condition: (node: string) => `the condition at ${node} did not hold`,
};
