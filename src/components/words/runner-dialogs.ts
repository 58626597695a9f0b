import { countOf } from '../ui/format-count';

const idle = 'Nothing runs on it now.';

/** The words of what can be done to a runner. */
export const words = {
  void: 'Its key is void. Connect the machine again to use it.',
  change: 'Change',
  resume: 'Resume runner',
  resumed: (name: string) => `${name} takes tasks again`,
  pause: {
    action: 'Pause runner',
    title: (name: string) => `Pause ${name}?`,
    effect: (running: number) =>
      `It is handed no new task until someone resumes it. ${running === 0 ? idle : `The ${countOf(running, 'agent')} on it now go on to their end.`}`,
    keep: 'Keep running',
    note: 'Note',
    noteHint: 'Shown beside its name while it is paused.',
    done: (name: string) => `${name} takes no new task`,
  },
  revoke: {
    ask: 'Revoke',
    action: 'Revoke runner',
    title: (name: string) => `Revoke ${name}?`,
    effect: (running: number) =>
      `Its key and tokens end at once. ${running === 0 ? idle : `${running === 1 ? 'Its task goes' : `Its ${running} tasks go`} back to the queue.`} To use the machine again, connect it again.`,
    keep: 'Keep runner',
    failed: 'It was not revoked',
  },
  settings: {
    title: (name: string) => `Change ${name}`,
    name: 'Name',
    labels: 'Labels',
    labelsHint: 'Separated by commas. A task may ask for a label.',
    slots: 'Slots',
    slotsHint: 'How many agents it may run at once.',
    projects: 'Projects it works on',
    noProjects: 'None ticked: all that it has.',
    save: 'Save runner',
  },
};
