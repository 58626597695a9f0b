import type { FlowNode } from './flow';
import { testsOf } from './flow-condition';
import type { TellFault } from './flow-fault';
import type { FlowGraph } from './flow-graph';
import { conditionOf, kindOf, onOf, roleOf, timeoutMsOf, timeoutUnitOf } from './flow-settings';
import { EngineName, TaskRole } from './task';

const ROLES: ReadonlySet<string> = new Set(TaskRole.options);
const LEAST_MS = 10_000;
const MOST_MS = 86_400_000;
const CONDITION_ROOTS = new Set([
  'vars',
  'inputs',
  'nodes',
  'item',
  'index',
  'iteration',
  'output',
  'status',
]);

/** Faults that a node or an edge has by itself: its role, engine, timeout, condition, and inputs that nobody gives. */
export function checkNodes(graph: FlowGraph, tell: TellFault): void {
  const unit = timeoutUnitOf(graph.flow);
  for (const [at, node] of graph.flow.nodes.entries()) {
    if (graph.placeOf.get(node.id) !== at) continue;
    checkWho(node, at, tell);
    checkTimeout(node, at, unit, tell);
    checkKind(node, at, tell);
    checkInputs(graph, node, at, tell);
  }
  for (const [at, edge] of graph.flow.edges.entries()) {
    const of = { edgeId: edge.id };
    const place = ['edges', at, 'condition'];
    const source = graph.nodes.get(edge.source);
    if (onOf(edge) === null)
      tell(
        'bad_condition',
        `The condition of the edge ${edge.id} is of a kind that is not known, so it would never let anything through. Use success, failure or always, or {path, op, value}.`,
        place,
        of,
      );
    checkPaths(conditionOf(edge), place, tell, of);
    if (
      source &&
      kindOf(source) === 'condition' &&
      edge.sourceHandle !== 'true' &&
      edge.sourceHandle !== 'false'
    )
      tell(
        'bad_condition',
        `The edge ${edge.id} leaves the condition ${source.id} by neither of its handles. Set sourceHandle to true or false.`,
        ['edges', at, 'sourceHandle'],
        of,
      );
  }
}

function checkWho(node: FlowNode, at: number, tell: TellFault): void {
  const of = { nodeId: node.id };
  const role = roleOf(node);
  if (!ROLES.has(role))
    tell(
      'unknown_role',
      `${nameOf(node)} asks for the role ${role}, which there is not. Use one of ${TaskRole.options.join(', ')}.`,
      ['nodes', at, 'role'],
      of,
    );
  if (node.engine !== undefined && !EngineName.safeParse(node.engine).success)
    tell(
      'unknown_engine',
      `${nameOf(node)} asks for the engine ${node.engine}, which there is not. Use one of ${EngineName.options.join(', ')}.`,
      ['nodes', at, 'engine'],
      of,
    );
}

function checkTimeout(node: FlowNode, at: number, unit: 'ms' | 's', tell: TellFault): void {
  const ms = timeoutMsOf(node, unit);
  if (ms === null || (ms >= LEAST_MS && ms <= MOST_MS)) return;
  const read = unit === 's' ? 'seconds' : 'milliseconds';
  tell(
    'bad_timeout',
    `The timeout of ${nameOf(node)}, ${node.config!.timeout}, is read as ${read} and must be from 10 seconds to 24 hours. Change it, or say in metadata.timeoutUnit whether the timeouts of this flow are ms or s.`,
    ['nodes', at, 'config', 'timeout'],
    { nodeId: node.id },
  );
}

function checkKind(node: FlowNode, at: number, tell: TellFault): void {
  const of = { nodeId: node.id };
  const kind = kindOf(node);
  if (kind === 'condition') {
    if (!node.condition)
      tell(
        'bad_condition',
        `${nameOf(node)} decides nothing yet. Give it a condition {path, op, value}.`,
        ['nodes', at, 'condition'],
        of,
      );
    else checkPaths(node.condition, ['nodes', at, 'condition'], tell, of);
  }
  if (kind === 'wait' && node.config?.waitMs === undefined)
    tell(
      'missing_input',
      `${nameOf(node)} does not say how long to wait. Set config.waitMs.`,
      ['nodes', at, 'config', 'waitMs'],
      of,
    );
  if (kind === 'task' && !node.instructions?.trim())
    tell(
      'missing_input',
      `${nameOf(node)} has no instructions, so its agent would not know what to do.`,
      ['nodes', at, 'instructions'],
      { ...of, warning: Boolean(node.label?.trim()) },
    );
}

function checkInputs(graph: FlowGraph, node: FlowNode, at: number, tell: TellFault): void {
  const given = new Set((graph.into.get(node.id) ?? []).map(({ edge }) => edge.targetHandle));
  const empty = Object.entries(node.inputs ?? {}).flatMap(([name, value]) => (value === null ? [name] : []));
  const wanted = (node.requires ?? []).filter((name) => node.inputs?.[name] === undefined);
  for (const name of new Set([...empty, ...wanted]))
    if (!given.has(name))
      tell(
        'missing_input',
        `${nameOf(node)} needs the input ${name}, and nothing gives it. Set its value, or lead an edge to it whose targetHandle is ${name}.`,
        ['nodes', at, 'inputs', name],
        { nodeId: node.id },
      );
}

function checkPaths(
  condition: ReturnType<typeof conditionOf>,
  place: (string | number)[],
  tell: TellFault,
  of: { nodeId?: string; edgeId?: string },
): void {
  for (const { path, op, value } of condition ? testsOf(condition) : []) {
    if (!CONDITION_ROOTS.has(path.split('.')[0]!))
      tell(
        'bad_condition',
        `The condition reads ${path}; a path begins with ${[...CONDITION_ROOTS].join(', ')}.`,
        place,
        of,
      );
    if (op === 'in' && !Array.isArray(value))
      tell(
        'bad_condition',
        `The condition asks whether ${path} is in a list, but its value is none.`,
        place,
        of,
      );
  }
}

/** A node as a sentence names it. */
export const nameOf = (node: FlowNode): string =>
  node.label && node.label !== node.id ? `${node.label} (${node.id})` : node.id;
