/** The shortest way along `next` from one of `from` to one of `goals`, both included; null where there is none. */
export function shortestWay(
  next: (at: string) => readonly string[],
  from: readonly string[],
  goals: ReadonlySet<string>,
): string[] | null {
  const cameFrom = new Map<string, string | null>(from.map((start) => [start, null]));
  for (const at of cameFrom.keys()) {
    if (goals.has(at)) return wayTo(at, cameFrom);
    for (const step of next(at)) if (!cameFrom.has(step)) cameFrom.set(step, at);
  }
  return null;
}

function wayTo(end: string, cameFrom: Map<string, string | null>): string[] {
  const way: string[] = [];
  for (let at: string | null = end; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at);
  return way;
}
