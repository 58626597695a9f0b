/** A circle along `next` among nodes, its first node again at its end; null where there is none. Pure, linear. */
export function findCycle(
  nodes: readonly string[],
  next: (node: string) => readonly string[],
): string[] | null {
  const cameFrom = new Map<string, string[]>();
  const left = new Map<string, number>();
  const queue = [...nodes];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (left.has(node)) continue;
    const steps = next(node);
    left.set(node, steps.length);
    for (const step of steps) {
      const from = cameFrom.get(step);
      if (from) from.push(node);
      else cameFrom.set(step, [node]);
      queue.push(step);
    }
  }
  // What leads nowhere is on no circle, and nor is what leads to nothing else.
  const ends = [...left.keys()].filter((node) => left.get(node) === 0);
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const node of cameFrom.get(end) ?? []) {
      const rest = left.get(node)! - 1;
      left.set(node, rest);
      if (rest === 0) ends.push(node);
    }
  }
  const [start] = left.keys();
  return start === undefined ? null : walk(start, (node) => next(node).find((step) => left.has(step))!);
}

/** From what leads to a circle alone: the circle, once round. */
function walk(start: string, next: (node: string) => string): string[] {
  const way = new Set([start]);
  for (let step = next(start); ; step = next(step)) {
    if (way.has(step)) {
      const all = [...way];
      return [...all.slice(all.indexOf(step)), step];
    }
    way.add(step);
  }
}
