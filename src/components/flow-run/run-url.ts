import type { FlowRun } from '@/contract/flow-run';

export const RUN_VIEWS = ['graph', 'gantt', 'table'] as const;
export type RunView = (typeof RUN_VIEWS)[number];

/** Where a run is looked at; one that came as a document belongs to no flow. */
export const runPath = ({ id, flowRef }: Pick<FlowRun, 'id' | 'flowRef'>) =>
  flowRef ? `/flows/${flowRef}/runs/${id}` : `/flows/runs/${id}`;
/** Where it stands among others. */
export const runsPath = ({ flowRef }: Pick<FlowRun, 'flowRef'>) =>
  flowRef ? `/flows/${flowRef}/runs` : '/flows/runs';
