import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { FlowRun } from '@/contract/flow-run';
import { countInAddress } from '../ui/count-in-address';

const RUN_VIEWS = ['graph', 'gantt', 'table'] as const;
export type RunView = (typeof RUN_VIEWS)[number];

/** How a run is looked at, as it stands in the address. */
export const runParsers = {
  /** By the width of the window where nothing is said. */
  view: parseAsStringLiteral(RUN_VIEWS),
  /** The node that stands beside the others, and what is shown of it. */
  node: parseAsString,
  /** Of a run that has ended: the moment that is shown, in milliseconds after it began. */
  t: countInAddress.withOptions({ history: 'replace' }),
  tab: parseAsStringLiteral(['log', 'changes', 'output']).withDefault('log'),
};

/** Where a run is looked at; one that came as a document belongs to no flow. */
export const runPath = ({ id, flowRef }: Pick<FlowRun, 'id' | 'flowRef'>) =>
  flowRef ? `/flows/${flowRef}/runs/${id}` : `/flows/runs/${id}`;
/** Where it stands among others. */
export const runsPath = ({ flowRef }: Pick<FlowRun, 'flowRef'>) =>
  flowRef ? `/flows/${flowRef}/runs` : '/flows/runs';
