import { Graph, layout } from '@dagrejs/dagre';
import type { Task } from '@/contract/task';
import { type Arrow, BOX, type Box } from '../ui/box-graph';

/** A task of the list, or the ref of one that the list does not have. */
export interface TaskBox extends Box {
  task: Task | null;
}
export interface DependencyGraph {
  boxes: TaskBox[];
  /** From a task to what must end before it. */
  arrows: Arrow[];
  /** Those that depend on nothing and that nothing depends on. */
  apart: Task[];
}

/** Which task waits for which, laid out so that what comes first stands on the left. Pure. */
export function dependencyGraph(tasks: readonly Task[]): DependencyGraph {
  const known = new Map(tasks.map((task) => [task.ref, task]));
  const arrows = tasks.flatMap(({ ref, dependsOn }) => dependsOn.map((to) => ({ from: ref, to })));
  const joined = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const ref of joined) graph.setNode(ref, { ...BOX });
  for (const { from, to } of arrows) graph.setEdge(to, from);
  layout(graph);
  const boxes = [...joined].map((ref): TaskBox => {
    const { x, y } = graph.node(ref) as { x: number; y: number };
    return { key: ref, x: x - BOX.width / 2, y: y - BOX.height / 2, task: known.get(ref) ?? null };
  });
  // Read in the order of the work, as a screen reader and the tab key go.
  boxes.sort((a, b) => a.x - b.x || a.y - b.y);
  return { boxes, arrows, apart: tasks.filter(({ ref }) => !joined.has(ref)) };
}
