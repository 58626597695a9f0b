/** An escape as JSON.stringify writes it, which escapes a surrogate only where its other half is missing. */
const ESCAPE = /\\(?:(u0000|ud[89a-f][0-9a-f]{2})|.)/g;

/**
 * A value as text for a jsonb column, which holds neither NUL nor half a character: U+FFFD stands for each. The driver
 * does the same for text columns, but for NUL.
 */
export function toJsonb(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes('\\u') ? json.replace(ESCAPE, (all, unheld) => (unheld ? '\\ufffd' : all)) : json;
}
