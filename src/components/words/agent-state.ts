/** The words of how an agent is named and how it stands. */
export const words = {
  kinds: { work: 'work', verify: 'verification', merge: 'merge' },
  named: (attempt: number, kind: string) => `Attempt ${attempt} (${kind})`,
  statuses: {
    starting: 'Starting',
    running: 'Running',
    completed: 'Completed',
    failed: 'Failed',
    timeout: 'Timed out',
    killed: 'Killed',
    lost: 'Lost',
    released: 'Handed back',
  },
  wish: {
    ending: 'Being ended',
    paused: 'Paused {at}',
    pauses: 'Pauses at its next step',
    probe: 'Silent, looked at {at}',
    nudge: 'Silent, nudged {at}',
    interrupt: 'Silent, interrupted {at}',
    resume: 'Resumed {at}',
    give_up: 'No sign of life {at}',
  },
};
