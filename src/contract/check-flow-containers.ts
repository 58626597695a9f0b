import { nameOf } from './check-flow-nodes';
import type { FlowNode } from './flow';
import type { TellFault } from './flow-fault';
import { containersOf, type FlowGraph } from './flow-graph';
import { isContainer, kindOf, mayHaveJudge } from './flow-settings';

/** Containers stand in each other at most so deep. */
const DEEPEST = 8;

/** Faults of containers: what stands in what is none, judges, sizes, and edges that cross a border. */
export function checkContainers(graph: FlowGraph, tell: TellFault): void {
  for (const [at, node] of graph.flow.nodes.entries()) {
    if (graph.placeOf.get(node.id) !== at) continue;
    checkParent(graph, node, at, tell);
    if (isContainer(node)) checkMembers(graph, node, at, tell);
  }
  for (const [at, edge] of graph.flow.edges.entries()) {
    const [source, target] = [graph.nodes.get(edge.source), graph.nodes.get(edge.target)];
    if (!source || !target) continue;
    const parent = source.parent === undefined ? undefined : graph.nodes.get(source.parent);
    if (source.parent !== target.parent)
      tell(
        'bad_container',
        `The edge ${edge.id} crosses the border of a container. Connect ${nameOf(source)} and ${nameOf(target)} by the containers themselves.`,
        ['edges', at],
        { edgeId: edge.id },
      );
    else if (parent && isContainer(parent) && kindOf(parent) !== 'fan-out')
      tell(
        'bad_container',
        `The edge ${edge.id} connects members of ${nameOf(parent)}, which itself says in what order they are done. Delete it.`,
        ['edges', at],
        { edgeId: edge.id },
      );
  }
}

function checkParent(graph: FlowGraph, node: FlowNode, at: number, tell: TellFault): void {
  const of = { nodeId: node.id };
  if (node.parent === undefined) {
    if (node.part === 'judge')
      tell(
        'bad_container',
        `${nameOf(node)} is a judge of nothing. Put it into a container.`,
        ['nodes', at, 'part'],
        of,
      );
    return;
  }
  const parent = graph.nodes.get(node.parent);
  if (!parent) {
    tell(
      'bad_container',
      `${nameOf(node)} stands in ${node.parent}, which is no node of this flow.`,
      ['nodes', at, 'parent'],
      of,
    );
    return;
  }
  if (!isContainer(parent))
    tell(
      'bad_container',
      `${nameOf(node)} stands in ${nameOf(parent)}, which is no container but a ${kindOf(parent)}.`,
      ['nodes', at, 'parent'],
      of,
    );
  else if (node.part === 'judge' && !mayHaveJudge(parent))
    tell(
      'bad_container',
      `${nameOf(node)} is a judge, and a ${kindOf(parent)} has none.`,
      ['nodes', at, 'part'],
      of,
    );
  const chain = containersOf(graph, node);
  if (chain.includes(node.id))
    tell('bad_container', `${nameOf(node)} stands in itself.`, ['nodes', at, 'parent'], of);
  else if (chain.length > DEEPEST)
    tell(
      'bad_container',
      `${nameOf(node)} stands more than ${DEEPEST} containers deep.`,
      ['nodes', at, 'parent'],
      of,
    );
}

function checkMembers(graph: FlowGraph, node: FlowNode, at: number, tell: TellFault): void {
  const kind = kindOf(node);
  const all = graph.members.get(node.id) ?? [];
  const judges = all.filter(({ part }) => part === 'judge');
  const others = all.length - judges.length;
  const say = (message: string, ...place: string[]) =>
    tell('bad_container', `${nameOf(node)} ${message}`, ['nodes', at, ...place], { nodeId: node.id });
  if (others === 0) {
    say('has no members. Put nodes into it, or delete it.');
    return;
  }
  if (judges.length > 1) say('has more than one judge. Keep one.');
  if ((kind === 'n-version' || kind === 'debate') && judges.length === 0)
    say('has no judge, so nobody would choose. Add a member whose part is judge.');
  if (kind === 'n-version' && others === 1 && (node.config?.versions ?? 1) < 2)
    say('makes one version only. Set config.versions to 2 or more, or add members.', 'config', 'versions');
  if (kind === 'n-version' && others > 1 && node.config?.versions !== undefined)
    say('has several members, so config.versions says nothing. Leave it out.', 'config', 'versions');
  if ((kind === 'debate' || kind === 'panel' || kind === 'cascade') && others < 2)
    say('needs two members or more besides a judge.');
  if (kind === 'batched' && node.config?.batchSize === undefined)
    say('does not say how many make a batch. Set config.batchSize.', 'config', 'batchSize');
  if (kind === 'fan-out' && node.config?.items === undefined)
    say('has no list. Set config.items to a list, or to {path} of one.', 'config', 'items');
  if (kind === 'panel' && (node.config?.votes ?? 0) > others)
    say(`wants ${node.config?.votes} votes of ${others} members. Lower config.votes.`, 'config', 'votes');
}
