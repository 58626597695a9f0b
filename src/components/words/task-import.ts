import { countOf } from '../ui/format-count';

/** The words of importing tasks. */
export const words = {
  imported: (tasks: number) => `${countOf(tasks, 'task')} imported`,
  form: {
    title: 'What to import',
    project: 'Project',
    projectHint: 'For those that name none.',
    format: 'Format',
    asItLooks: (format: string) => `As it looks: ${format}`,
    tasks: 'Tasks',
    tasksHint:
      'CSV with a line of names, lists in a cell separated by semicolons; or a JSON array. The names are those of a task in the API; only title is needed.',
    check: 'Check',
    choose: 'Choose a file',
    csvExample: 'CSV example',
    jsonExample: 'JSON example',
    file: 'File to import',
    failed: 'Nothing was imported',
    write: (tasks: number) => `Import ${countOf(tasks, 'task')}`,
    unchecked: 'Nothing checked yet',
    uncheckedNote:
      'What would be made appears here, with every fault and its line. Nothing is written by checking.',
  },
  preview: {
    faults: (count: number) => countOf(count, 'fault'),
    fault: '{line}: {fault}',
    faultIn: '{line}, {column}: {fault}',
    faultLine: (line: number) => `Line ${line}`,
    line: (line: number) => `line ${line}`,
    none: 'No task in it',
    mend: 'Mend the faults, then check again.',
    empty: 'The text holds no task.',
    faultless: (tasks: number) => `${countOf(tasks, 'task')} without a fault`,
    wouldMake: (tasks: number) => `Would make ${countOf(tasks, 'task')}`,
  },
};
