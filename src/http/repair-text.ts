/** Whether the text of a body has an escape of NUL or of a surrogate. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * What a machine says, with U+FFFD for what no database holds: NUL, and half of a character. The output of programs has
 * both, and an agent whose result is refused for them could never end. `json` is the text that `value` was read from.
 */
export const repairText = (json: string, value: unknown): unknown =>
  SUSPECT.test(json) ? repaired(value) : value;

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(repaired);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [repaired(key), repaired(one)]));
}
