const MOST = 8;

/** What is looked for, as PostgreSQL asks for it: every word, the last letters of each still open; null without any. Pure. */
export function wordsOf(q: string): string | null {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const asked = words.slice(0, MOST).map((word) => spellings(word.slice(0, 60)));
  return asked.length > 0
    ? asked.map((all) => `(${all.map((one) => `${one}:*`).join(' | ')})`).join(' & ')
    : null;
}

/** A database whose locale is C makes letters of English small and leaves the others as they stand in the text. */
function spellings(word: string): string[] {
  const capitals = word.replaceAll(/[^\p{ASCII}]/gu, (letter) => letter.toUpperCase());
  const first = word.replace(/^[^\p{ASCII}]/u, (letter) => letter.toUpperCase());
  return [...new Set([word, first, capitals])];
}

/** The number that a ref of this kind names, or a mere number where `bare`; null where it is none. Pure. */
export function numberIn(q: string, prefix: 'TASK' | 'EXC' | 'FLOW', bare: boolean): number | null {
  const digits = new RegExp(`^(?:${prefix}-?)${bare ? '?' : ''}([1-9]\\d{0,8})$`, 'i').exec(q.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
