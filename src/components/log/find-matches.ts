/** Indices of the texts that contain `wanted`; case matters only when `wanted` has a capital letter. */
export function findMatches(texts: readonly string[], wanted: string): number[] {
  if (wanted === '') return [];
  const exact = wanted !== wanted.toLowerCase();
  const found: number[] = [];
  texts.forEach((text, index) => {
    if ((exact ? text : text.toLowerCase()).includes(wanted)) found.push(index);
  });
  return found;
}

/** `text` cut at the places where `wanted` stands, for highlighting. */
export function splitMatches(text: string, wanted: string): { text: string; hit: boolean }[] {
  if (wanted === '') return [{ text, hit: false }];
  const hay = wanted === wanted.toLowerCase() ? text.toLowerCase() : text;
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), hit: false });
    pieces.push({ text: text.slice(at, at + wanted.length), hit: true });
    from = at + wanted.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
