import { countOf } from '../ui/format-count';

/** The words of one project's page; its form and what machines say of it have their own. */
export const words = {
  tasks: 'Its tasks',
  newTask: 'New task here',
  save: 'Save project',
  saved: 'Project saved',
  delete: 'Delete project',
  remove: {
    title: (name: string) => `Delete ${name}?`,
    what: 'The project and the history of its tasks go from here. The repository itself is not touched.',
    failed: 'It was not deleted',
    keep: 'Keep project',
  },
  rules: {
    title: 'Answered by rule',
    unread: 'The rules could not be read',
    answered: (used: number) =>
      `Answered {answer} by {who} in {exception} {at}; used ${countOf(used, 'time')}.`,
    answeredLast: (used: number) =>
      `Answered {answer} by {who} in {exception} {at}; used ${countOf(used, 'time')}, last {last}.`,
    whoLeft: 'somebody who left',
    remove: 'Remove',
    removed: 'Rule removed',
    ask: 'Remove this rule?',
    askWhat: 'The next same question comes to a person again. What it has answered stays answered.',
    confirm: 'Remove rule',
  },
};
