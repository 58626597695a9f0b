interface Placed {
  id: string;
  parentId: string | null;
}

/** On which level each task stands, and each known parent outside: 1 without a parent. Parents close no circle. Pure. */
export function levelsOf(tasks: Placed[], outside: Map<string, number>): Map<string, number> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const levels = new Map(outside);
  const levelOf = (id: string): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const parentId = byId.get(id)?.parentId ?? null;
    const level = parentId === null ? 1 : levelOf(parentId) + 1;
    levels.set(id, level);
    return level;
  };
  for (const { id } of tasks) levelOf(id);
  return levels;
}
