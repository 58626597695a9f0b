/** Steps by how far they are from the beginning: each stands behind all that leads to it. Pairs must lead nowhere back. */
export function wavesOf(steps: number[], pairs: readonly (readonly [number, number])[]): number[][] {
  const open = new Map(steps.map((step) => [step, 0]));
  const behind = new Map<number, number[]>();
  for (const [from, to] of pairs) {
    if (from === to) continue;
    open.set(to, open.get(to)! + 1);
    const list = behind.get(from);
    if (list) list.push(to);
    else behind.set(from, [to]);
  }
  const waves: number[][] = [];
  let wave = steps.filter((step) => open.get(step) === 0);
  while (wave.length > 0) {
    waves.push(wave);
    const next: number[] = [];
    for (const step of wave)
      for (const to of behind.get(step) ?? []) {
        open.set(to, open.get(to)! - 1);
        if (open.get(to) === 0) next.push(to);
      }
    wave = next.sort((a, b) => a - b);
  }
  return waves;
}
