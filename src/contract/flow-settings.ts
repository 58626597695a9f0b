import {
  CONTAINER_KINDS,
  type FlowDocument,
  type FlowEdge,
  type FlowEdgeOn,
  type FlowNode,
  type FlowNodeKind,
} from './flow';
import { FlowCondition } from './flow-condition';
import { TaskRole } from './task';

const CONTAINERS: ReadonlySet<FlowNodeKind> = new Set(CONTAINER_KINDS);
const JUDGED: ReadonlySet<FlowNodeKind> = new Set(['n-version', 'debate', 'cascade', 'panel']);

const ROLES: ReadonlySet<string> = new Set(TaskRole.options);

/** The least a task may take; a smaller number can only be meant in seconds. */
const LEAST_TIMEOUT_MS = 10_000;

export const kindOf = (node: FlowNode): FlowNodeKind => node.kind ?? 'task';
export const isContainer = (node: FlowNode): boolean => CONTAINERS.has(kindOf(node));
/** Whether one member of it may be the judge. */
export const mayHaveJudge = (node: FlowNode): boolean => JUDGED.has(kindOf(node));

/** Members by container, in the order of the document. One pass. */
export function membersOf(flow: FlowDocument): Map<string, FlowNode[]> {
  const members = new Map<string, FlowNode[]>();
  for (const node of flow.nodes) {
    if (node.parent === undefined) continue;
    const list = members.get(node.parent);
    if (list) list.push(node);
    else members.set(node.parent, [node]);
  }
  return members;
}

/**
 * The unit of every `config.timeout` of a document. `metadata.timeoutUnit` ('ms' or 's') decides where it stands. Else
 * they are seconds, as planners write them, where every one is below 10,000, because no task may end sooner than after
 * 10,000 ms; and milliseconds, as flow.json has it, where any is not. Asked of a document without timeouts: 'ms'.
 */
export function timeoutUnitOf(flow: Pick<FlowDocument, 'nodes' | 'metadata'>): 'ms' | 's' {
  const told = flow.metadata?.timeoutUnit;
  if (told === 'ms' || told === 's') return told;
  const timeouts = flow.nodes.flatMap(({ config }) =>
    config?.timeout === undefined ? [] : [config.timeout],
  );
  return timeouts.length > 0 && timeouts.every((timeout) => timeout < LEAST_TIMEOUT_MS) ? 's' : 'ms';
}

/** A node's timeout in milliseconds, in the unit that `timeoutUnitOf` found; null where it names none. */
export const timeoutMsOf = (node: FlowNode, unit: 'ms' | 's'): number | null =>
  node.config?.timeout === undefined ? null : Math.round(node.config.timeout * (unit === 's' ? 1000 : 1));

/** How often a node is tried again: none where retryOnFailure is false, else maxRetries, else 3 where it is true, else 2. */
export function retriesOf({ config }: FlowNode): number {
  if (config?.retryOnFailure === false) return 0;
  return config?.maxRetries ?? (config?.retryOnFailure ? 3 : 2);
}

/** The role of a node's task: its own, its agentId where that names a role, `judge` of a judge, else `coding`. */
export function roleOf(node: FlowNode): string {
  if (node.role !== undefined) return node.role;
  if (node.part === 'judge') return 'judge';
  return node.agentId !== undefined && ROLES.has(node.agentId) ? node.agentId : 'coding';
}

const ON_BY_TYPE: Record<string, FlowEdgeOn> = {
  success: 'success',
  completed: 'success',
  failure: 'failure',
  failed: 'failure',
  error: 'failure',
  always: 'any',
  any: 'any',
};

/** How an edge's source must have ended; null where its condition is of a kind that nobody here knows (fail-closed). */
export function onOf(edge: FlowEdge): FlowEdgeOn | null {
  if (edge.on) return edge.on;
  const { condition } = edge;
  const type =
    typeof condition === 'string' ? condition : condition && 'type' in condition ? condition.type : null;
  if (type === null || type === '') return 'success';
  return Object.hasOwn(ON_BY_TYPE, type) ? ON_BY_TYPE[type]! : null;
}

/** The condition on outputs of an edge, or null. */
export function conditionOf({ condition }: FlowEdge): FlowCondition | null {
  if (condition === undefined || condition === null || typeof condition === 'string') return null;
  const read = FlowCondition.safeParse(condition);
  return read.success ? read.data : null;
}

/** Whether an edge leads back: only such an edge may close a circle. */
export const isBackEdge = (edge: FlowEdge): boolean => edge.maxIterations !== undefined;
