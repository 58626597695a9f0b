/** The part of each of two lines that differs, as [start, end); null when too little is alike to be worth marking. */
export function differingParts(
  before: string,
  after: string,
): { before: [number, number]; after: [number, number] } | null {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  if (head + tail < shortest * 0.3) return null;
  return { before: [head, before.length - tail], after: [head, after.length - tail] };
}
