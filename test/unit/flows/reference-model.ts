import type { FlowDocument, FlowNode } from '@/contract/flow';

export type End = 'succeeded' | 'failed' | 'skipped';
/** How a node of a round ends where it is begun, and which way a condition goes. Told by its name alone. */
export interface Chances {
  fails(name: string): boolean;
  goes(name: string): boolean;
  says(name: string): boolean;
  items(name: string): number;
}
interface Result {
  end: End;
  /** Whether somebody was there for its failure. */
  branch?: boolean;
}

/**
 * What must come of a flow, worked out from the document as people read it: no plan, no counters, no order of events.
 * Answers how each node ended, by its way through containers, and how the run did.
 */
export function expectRun(
  flow: FlowDocument,
  chances: Chances,
): { ends: Map<string, End>; run: 'COMPLETED' | 'FAILED' } {
  const ends = new Map<string, End>();
  const membersOf = (parent: string | undefined) => flow.nodes.filter((node) => node.parent === parent);

  function siblings(nodes: FlowNode[], prefix: string, drawn: boolean): boolean {
    const done = new Map<string, Result>();
    const edges = flow.edges.filter(
      ({ source, target }) =>
        drawn && nodes.some(({ id }) => id === source) && nodes.some(({ id }) => id === target),
    );
    const meets = (source: Result, edge: (typeof edges)[number]): boolean => {
      if (source.end === 'skipped') return false;
      if (edge.condition && !chances.says(`${prefix}${edge.source}`)) return false;
      if (source.branch !== undefined && edge.sourceHandle && String(source.branch) !== edge.sourceHandle)
        return false;
      const on = edge.on ?? 'success';
      return on === 'any' || (on === 'success' ? source.end === 'succeeded' : source.end === 'failed');
    };
    while (done.size < nodes.length)
      for (const node of nodes) {
        if (done.has(node.id)) continue;
        const sources = [
          ...new Set(edges.filter(({ target }) => target === node.id).map(({ source }) => source)),
        ];
        if (sources.some((source) => !done.has(source))) continue;
        const metBy = sources.filter((source) =>
          edges.some(
            (edge) => edge.source === source && edge.target === node.id && meets(done.get(source)!, edge),
          ),
        );
        const enough =
          node.kind === 'join' && node.config?.joinOn === 'any'
            ? Math.min(1, sources.length)
            : sources.length;
        const result: Result = metBy.length >= enough ? begin(node, prefix) : skip(node, prefix);
        done.set(node.id, result);
      }
    return nodes.every(({ id }) => {
      const result = done.get(id)!;
      return result.end !== 'failed' || edges.some((edge) => edge.source === id && meets(result, edge));
    });
  }

  function skip(node: FlowNode, prefix: string): Result {
    ends.set(`${prefix}${node.id}`, 'skipped');
    return { end: 'skipped' };
  }

  function begin(node: FlowNode, prefix: string): Result {
    const name = `${prefix}${node.id}`;
    const result = outcome(node, name);
    ends.set(name, result.end);
    return result;
  }

  function outcome(node: FlowNode, name: string): Result {
    const kind = node.kind ?? 'task';
    if (kind === 'task' || kind === 'review' || kind === 'wait')
      return { end: chances.fails(name) ? 'failed' : 'succeeded' };
    if (kind === 'condition') return { end: 'succeeded', branch: chances.goes(name) };
    if (kind === 'join') return { end: 'succeeded' };
    return { end: container(node, name) ? 'succeeded' : 'failed' };
  }

  function container(node: FlowNode, name: string): boolean {
    const all = membersOf(node.id);
    const judge = all.find(({ part }) => part === 'judge');
    const members = all.filter((one) => one !== judge);
    const prefix = `${name}#0/`;
    const one = (member: FlowNode, part = '') => begin(member, `${prefix}${part}`).end === 'succeeded';
    const rest = (from: number, part = '') => {
      for (const member of members.slice(from)) skip(member, `${prefix}${part}`);
    };
    switch (node.kind) {
      case 'parallel':
        return siblings(all, prefix, true);
      case 'fan-out': {
        let ok = true;
        for (let i = 0; i < chances.items(name); i++) ok = siblings(all, `${name}#${i}/`, true) && ok;
        return ok;
      }
      case 'batched':
        return members.map((member) => one(member)).every(Boolean);
      case 'sequential': {
        if (node.config?.stopOnFailure === false) return members.map((member) => one(member)).every(Boolean);
        const stop = members.findIndex((member) => !one(member));
        if (stop >= 0) rest(stop + 1);
        return stop < 0;
      }
      case 'fallback': {
        const first = members.findIndex((member) => one(member));
        if (first >= 0) rest(first + 1);
        return first >= 0;
      }
      case 'n-version': {
        const parts =
          members.length === 1 && node.config?.versions !== 1
            ? Array.from({ length: node.config?.versions ?? 3 }, (_, i) => `version ${i + 1}:`)
            : [''];
        const some = members.flatMap((member) => parts.map((part) => one(member, part))).some(Boolean);
        if (!judge) return some;
        if (some) return one(judge);
        skip(judge, prefix);
        return false;
      }
      case 'debate': {
        let ok = true;
        for (let round = 1; round <= (node.config?.rounds ?? 2); round++) {
          if (ok) ok = members.map((member) => one(member, `round ${round}:`)).every(Boolean);
          else rest(0, `round ${round}:`);
        }
        if (!judge) return ok;
        if (ok) return one(judge);
        skip(judge, prefix);
        return false;
      }
      case 'cascade': {
        let accepted = false;
        for (const member of members) {
          const part = `after ${member.id}:`;
          if (accepted) {
            skip(member, prefix);
            if (judge) skip(judge, `${prefix}${part}`);
          } else if (one(member))
            accepted = !judge || (one(judge, part) && chances.says(`${prefix}${part}${judge.id}`));
          else if (judge) skip(judge, `${prefix}${part}`);
        }
        return accepted;
      }
      default: {
        const ok = members.map((member) => ({ name: `${prefix}${member.id}`, ok: one(member) }));
        if (judge) {
          if (ok.some((vote) => vote.ok)) return one(judge);
          skip(judge, prefix);
          return false;
        }
        const votes = ok.filter((vote) => vote.ok && chances.says(vote.name)).length;
        return votes >= Math.min(node.config?.votes ?? Math.floor(members.length / 2) + 1, members.length);
      }
    }
  }

  const ok = siblings(membersOf(undefined), '', true);
  return { ends, run: ok ? 'COMPLETED' : 'FAILED' };
}
