const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** How deep values may stand within one another: whoever walks deeper ones runs out of stack. */
export const MOST_NESTING = 200;

/** Whether JSON in UTF-8 nests its lists and objects deeper than that. Takes one look at each byte. */
export function nestsDeeper(json: Uint8Array): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === QUOTE) at = endOfString(json, at);
    else if (OPENING.has(byte) && ++depth > MOST_NESTING) return true;
    else if (CLOSING.has(byte)) depth--;
  }
  return false;
}

function endOfString(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === BACKSLASH) at++;
    else if (json[at] === QUOTE) return at;
  }
  return json.length;
}
