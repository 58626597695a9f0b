import type { FlowDocument, FlowEdge, FlowNode, FlowNodeKind } from '@/contract/flow';

/** What was copied: nodes, and the edges between them. */
export interface Copied {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

const freeId = (taken: ReadonlySet<string>, wish: string): string => {
  if (!taken.has(wish)) return wish;
  for (let n = 2; ; n++) if (!taken.has(`${wish}-${n}`)) return `${wish}-${n}`;
};

/** A document with one more node. */
export function withNode(
  flow: FlowDocument,
  kind: FlowNodeKind,
  place: { x: number; y: number },
  parent?: string,
): { flow: FlowDocument; id: string } {
  const id = freeId(new Set(flow.nodes.map((node) => node.id)), kind);
  const node: FlowNode = {
    id,
    ...(kind === 'task' ? {} : { kind }),
    ...(parent === undefined ? {} : { parent }),
    label: id,
    position: place,
  };
  return { flow: { ...flow, nodes: [...flow.nodes, node] }, id };
}

/** A document with one more edge; as it is where they are connected already. */
export function withEdge(
  flow: FlowDocument,
  source: string,
  target: string,
  handle?: string | null,
): FlowDocument {
  const there = flow.edges.some(
    (edge) =>
      edge.source === source && edge.target === target && (edge.sourceHandle ?? null) === (handle ?? null),
  );
  if (there) return flow;
  const id = freeId(new Set(flow.edges.map((edge) => edge.id)), `${source}-${target}`);
  const edge: FlowEdge = { id, source, target, ...(handle ? { sourceHandle: handle } : {}) };
  return { ...flow, edges: [...flow.edges, edge] };
}

/** A document without these nodes, their members and their edges, and without these edges. */
export function without(
  flow: FlowDocument,
  nodeIds: ReadonlySet<string>,
  edgeIds: ReadonlySet<string>,
): FlowDocument {
  const gone = new Set(nodeIds);
  for (let grew = gone.size > 0; grew; ) {
    grew = false;
    for (const { id, parent } of flow.nodes)
      if (parent !== undefined && gone.has(parent) && !gone.has(id)) grew = Boolean(gone.add(id));
  }
  return {
    ...flow,
    nodes: flow.nodes.filter(({ id }) => !gone.has(id)),
    edges: flow.edges.filter(
      ({ id, source, target }) => !edgeIds.has(id) && !gone.has(source) && !gone.has(target),
    ),
  };
}

/** These nodes with the edges between them. */
export function copyOf(flow: FlowDocument, ids: ReadonlySet<string>): Copied {
  return {
    nodes: flow.nodes.filter(({ id }) => ids.has(id)),
    edges: flow.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

/** A document with what was copied, under ids of its own. */
export function withCopies(flow: FlowDocument, copied: Copied): { flow: FlowDocument; ids: string[] } {
  const taken = new Set(flow.nodes.map(({ id }) => id));
  const edgeIds = new Set(flow.edges.map(({ id }) => id));
  const named = new Map<string, string>();
  for (const { id } of copied.nodes) {
    const fresh = freeId(taken, id);
    taken.add(fresh);
    named.set(id, fresh);
  }
  const nodes = copied.nodes.map((node) => {
    const parent = node.parent === undefined ? undefined : (named.get(node.parent) ?? node.parent);
    const { x, y } = node.position ?? { x: 0, y: 0 };
    return {
      ...node,
      id: named.get(node.id)!,
      ...(parent === undefined || !taken.has(parent) ? { parent: undefined } : { parent }),
      position: { ...node.position, x: x + 40, y: y + 40 },
    };
  });
  const edges = copied.edges.map((edge) => {
    const source = named.get(edge.source)!;
    const target = named.get(edge.target)!;
    const id = freeId(edgeIds, `${source}-${target}`);
    edgeIds.add(id);
    return { ...edge, id, source, target };
  });
  return {
    flow: { ...flow, nodes: [...flow.nodes, ...nodes.map(bare)], edges: [...flow.edges, ...edges] },
    ids: [...named.values()],
  };
}

/** A document with one member of one node or edge changed; `undefined` takes it away. */
export function withMember(
  flow: FlowDocument,
  list: 'nodes' | 'edges',
  id: string,
  path: readonly string[],
  value: unknown,
): FlowDocument {
  return {
    ...flow,
    [list]: (flow[list] as { id: string }[]).map((one) => (one.id === id ? set(one, path, value) : one)),
  } as FlowDocument;
}

/** A document in which a node has another id, wherever it is named. */
export function renamed(flow: FlowDocument, id: string, to: string): FlowDocument {
  if (to === '' || to === id || flow.nodes.some((node) => node.id === to)) return flow;
  const name = (one: string) => (one === id ? to : one);
  return {
    ...flow,
    nodes: flow.nodes.map((node) => ({
      ...node,
      id: name(node.id),
      ...(node.parent === undefined ? {} : { parent: name(node.parent) }),
    })),
    edges: flow.edges.map((edge) =>
      edge.source === id || edge.target === id
        ? { ...edge, source: name(edge.source), target: name(edge.target) }
        : edge,
    ),
  };
}

/** A document with nodes at other places. */
export const moved = (
  flow: FlowDocument,
  places: ReadonlyMap<string, { x: number; y: number }>,
): FlowDocument => ({
  ...flow,
  nodes: flow.nodes.map((node) => {
    const place = places.get(node.id);
    return place ? { ...node, position: { ...node.position, x: place.x, y: place.y } } : node;
  }),
});

/** A document in which a node and the one before or behind it in its container have changed places. */
export function swapped(flow: FlowDocument, id: string, by: -1 | 1): FlowDocument {
  const nodes = [...flow.nodes];
  const from = nodes.findIndex((node) => node.id === id);
  const parent = nodes[from]?.parent;
  let to = from + by;
  while (nodes[to] && nodes[to]!.parent !== parent) to += by;
  if (from < 0 || !nodes[to]) return flow;
  [nodes[from], nodes[to]] = [nodes[to]!, nodes[from]!];
  return { ...flow, nodes };
}

function set<T extends object>(one: T, [first, ...rest]: readonly string[], value: unknown): T {
  const within = (one as Record<string, unknown>)[first!];
  const next = rest.length === 0 ? value : set((within ?? {}) as object, rest, value);
  return bare({ ...one, [first!]: next });
}

/** Without members that are not there. */
const bare = <T extends object>(one: T): T =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;
