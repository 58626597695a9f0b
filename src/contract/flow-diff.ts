import { z } from 'zod';
import { canonicalJson } from './canonical-json';
import type { FlowDocument } from './flow';

const Change = z.object({
  path: z.string().describe('Member, with dots within it: config.timeout'),
  from: z.unknown().optional().describe('Absent where there was none'),
  to: z.unknown().optional().describe('Absent where there is none'),
});
const Part = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ id: z.string(), changes: z.array(Change) })),
});
export const FlowDiff = z.object({
  same: z.boolean(),
  nodes: Part,
  edges: Part,
  flow: z.array(Change).describe('Of the document outside of its nodes and edges'),
});
export type FlowDiff = z.infer<typeof FlowDiff>;
type Change = z.infer<typeof Change>;

/** What two documents differ in, by the ids of nodes and edges. Pure, linear. */
export function diffFlows(from: FlowDocument, to: FlowDocument): FlowDiff {
  const { nodes: fromNodes, edges: fromEdges, ...fromRest } = from;
  const { nodes: toNodes, edges: toEdges, ...toRest } = to;
  const nodes = diffParts(fromNodes, toNodes);
  const edges = diffParts(fromEdges, toEdges);
  const flow = changesOf(fromRest, toRest);
  const same =
    flow.length === 0 &&
    [nodes, edges].every(
      ({ added, removed, changed }) => added.length + removed.length + changed.length === 0,
    );
  return { same, nodes, edges, flow };
}

function diffParts(from: { id: string }[], to: { id: string }[]): z.infer<typeof Part> {
  const [before, after] = [
    new Map(from.map((one) => [one.id, one])),
    new Map(to.map((one) => [one.id, one])),
  ];
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: [...after].flatMap(([id, one]) => {
      const was = before.get(id);
      const changes = was ? changesOf(was, one) : [];
      return changes.length > 0 ? [{ id, changes }] : [];
    }),
  };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function changesOf(from: Record<string, unknown>, to: Record<string, unknown>, within = ''): Change[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) => {
    const [was, is] = [from[name], to[name]];
    const path = within + name;
    if (isPlain(was) && isPlain(is) && within.split('.').length < 6) return changesOf(was, is, `${path}.`);
    if (was === is || (was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is)))
      return [];
    return [{ path, ...(was === undefined ? {} : { from: was }), ...(is === undefined ? {} : { to: is }) }];
  });
}
