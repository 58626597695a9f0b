import { countOf } from '../ui/format-count';

/** The words of the dialog that runs a flow, and of the fields for its variables. */
export const words = {
  run: 'Run',
  faulty: (n: number) => `${countOf(n, 'fault keeps', 'faults keep')} it from running`,
  title: (name: string) => `Run ${name}`,
  lead: (version: number, dirty: boolean, nodes: number) =>
    `Version ${version}${dirty ? ', as it was saved: what you changed since is not in it' : ''}. ${countOf(nodes, 'node')}; agents begin at once where a runner is free.`,
  noInputs: 'It asks for nothing.',
  failed: 'The flow was not run',
  back: 'Back',
  runFlow: 'Run flow',
  field: {
    asJson: 'As JSON.',
    given: (value: string) => `Unless told: ${value}`,
    unlessTold: 'Unless told',
    choose: 'Choose',
    yes: 'Yes',
    no: 'No',
    missing: 'The flow asks for it.',
    noNumber: 'This is no number.',
    notJson: (reason: string) => `Not JSON: ${reason}`,
  },
};
