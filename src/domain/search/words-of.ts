const MOST = 8;

/** What is looked for, as PostgreSQL asks for it: every word, the last letters of each still open; null without any. Pure. */
export function wordsOf(q: string): string | null {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0
    ? words
        .slice(0, MOST)
        .map((word) => `${word.slice(0, 60)}:*`)
        .join(' & ')
    : null;
}

/** The number that a ref of this kind names, or a mere number where `bare`; null where it is none. Pure. */
export function numberIn(q: string, prefix: 'TASK' | 'EXC', bare: boolean): number | null {
  const digits = new RegExp(`^(?:${prefix}-?)${bare ? '?' : ''}([1-9]\\d{0,8})$`, 'i').exec(q.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
