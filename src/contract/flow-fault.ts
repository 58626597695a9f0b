import { z } from 'zod';

export const FlowFaultCode = z.enum([
  'shape',
  'empty',
  'duplicate_id',
  'dangling_edge',
  'cycle',
  'bad_loop',
  'unreachable',
  'missing_input',
  'missing_variable',
  'unknown_role',
  'unknown_engine',
  'bad_container',
  'bad_condition',
  'bad_timeout',
]);
export type FlowFaultCode = z.infer<typeof FlowFaultCode>;

/** One fault of a flow, with its place. An error keeps the flow from running; a warning does not. */
export const FlowFault = z.object({
  code: FlowFaultCode,
  severity: z.enum(['error', 'warning']),
  message: z.string().describe('What is wrong and what to do, for people'),
  path: z.string().describe('JSON pointer into the document, like /nodes/3/config/timeout'),
  nodeId: z.string().nullable(),
  edgeId: z.string().nullable(),
  nodeIds: z.array(z.string()).optional().describe('cycle: the nodes along it, the first again at its end'),
});
export type FlowFault = z.infer<typeof FlowFault>;

/** So many faults of a flow are told; the rest would say the same. */
export const MOST_FAULTS = 500;

/** Takes faults of one document, each with its place. */
export type TellFault = (
  code: FlowFaultCode,
  message: string,
  place: (string | number)[],
  of?: { nodeId?: string; edgeId?: string; nodeIds?: string[]; warning?: boolean },
) => void;

/** RFC 6901. */
export const pointerTo = (place: readonly (string | number)[]): string =>
  place.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
