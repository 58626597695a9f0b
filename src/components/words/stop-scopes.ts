/** The words of what can be stopped, and of the note on what is stopped. */
export const words = {
  /** As a choice, and inside a sentence. */
  scopes: {
    workspace: { label: 'Everything', name: 'everything' },
    task: { label: 'This task', name: 'this task' },
    project: { label: 'This project', name: 'this project' },
    flow: { label: 'This run', name: 'this run' },
    runner: { label: 'This runner', name: 'this runner' },
  },
  note: {
    task: { stopped: 'This task is stopped', goesOn: 'The task goes on' },
    project: { stopped: 'This project is stopped', goesOn: 'The project goes on' },
    since: 'since {ago}',
    start: 'Start again',
  },
};
