import type { FlowDocument, FlowNode } from '@/contract/flow';
import type { Plan, Step, Way } from './plan';

/** Steps that are made now belong to these rounds and this group. */
export interface Where {
  within: number | null;
  group: { step: number; up: number } | null;
}
type Kinds<S> = S extends Step
  ? Omit<S, 'node' | 'part' | 'needs' | 'enough' | 'out' | 'within' | 'group' | 'most'>
  : never;
export type Kind = Kinds<Step>;

/** Makes the steps and links of a plan, one after the other. */
export function planBuilder() {
  const steps: Step[] = [];
  const few = new Map<number, number>();
  const links = new Map<string, Step['out'][number]>();
  return {
    /** Adds a step; `few` is how many of its links must be met, all unless told. */
    add(
      kind: Kind,
      where: Where,
      {
        node,
        part = null,
        most = null,
        enough,
      }: { node: Pick<FlowNode, 'id'>; part?: string | null; most?: number | null; enough?: number },
    ): number {
      const step = { ...kind, ...where, node: node.id, part, most, needs: 0, enough: 0, out: [] } as Step;
      if (enough !== undefined) few.set(steps.length, enough);
      return steps.push(step) - 1;
    },
    /** Lets one step lead to another; what leads between the same two is one link. */
    link(from: number, to: number, way: Way, absorbs = false): void {
      const known = links.get(`${from} ${to}`);
      if (known) {
        known.ways.push(way);
        known.absorbs ||= absorbs;
        return;
      }
      const link = absorbs ? { to, ways: [way], absorbs } : { to, ways: [way] };
      links.set(`${from} ${to}`, link);
      steps[from]!.out.push(link);
      steps[to]!.needs += 1;
    },
    /** The steps that stand directly within a step. */
    bodyOf(within: number): number[] {
      const body: number[] = [];
      for (let at = within + 1; at < steps.length; at++) if (steps[at]!.within === within) body.push(at);
      return body;
    },
    at: (step: number): Step => steps[step]!,
    plan(): Plan {
      steps.forEach((step, at) => {
        step.enough = Math.min(few.get(at) ?? step.needs, step.needs);
      });
      return { steps };
    },
  };
}
export type Builder = ReturnType<typeof planBuilder>;

/** What compiling a node needs to know of the whole document. */
export interface Compiling {
  flow: FlowDocument;
  builder: Builder;
  members: Map<string, FlowNode[]>;
  parents: Map<string, string | undefined>;
  /** Makes the step of one node and of all within it; `part` says which of several copies it is. */
  compile(node: FlowNode, where: Where, part: string | null): number;
}
