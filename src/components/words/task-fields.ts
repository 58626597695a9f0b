/** The words of the fields of a task, where it is made and where it is changed. */
export const words = {
  title: 'Title',
  description: 'Description',
  doneWhen: 'Done when',
  oneALine: 'One criterion a line.',
  files: 'Files it will change',
  reads: 'Files it only reads',
  waitsFor: 'Waits for',
  parent: 'Sub-task of',
  type: 'Type',
  priority: 'Priority',
  risk: 'Risk',
};
