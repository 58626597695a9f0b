/** Words by which people ask that something go. */
const REMOVAL =
  /\b(?:remov\w*|delet\w*|drop\w*|obsolete|retir\w*|deprecat\w*|no longer|get rid of|clean up)\b/i;

/** Whether what people asked for speaks of taking something away. */
export const asksForRemoval = (asked: string): boolean => REMOVAL.test(asked);

/** Texts and numbers of a piece of code that say what is expected; single digits say too little by themselves. */
const literalsOf = (code: string): string[] => [
  ...[...code.matchAll(/(['"`])((?:(?!\1)[^\\\n]){1,200})\1/g)].map((match) => match[2] as string),
  ...[...code.replace(/(['"`])(?:(?!\1)[^\\\n]){1,200}\1/g, '').matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(
    (match) => match[0],
  ),
];

const standsIn = (literal: string, asked: string): boolean => {
  for (let at = asked.indexOf(literal); at >= 0; at = asked.indexOf(literal, at + 1)) {
    const [before, after] = [asked[at - 1] ?? ' ', asked[at + literal.length] ?? ' '];
    const inNumber = /^[-\d.]/.test(literal) && (/[\d.]/.test(before) || /\d/.test(after));
    if (!inNumber && !/\w/.test(before) && !/\w/.test(after)) return true;
  }
  return false;
};

/**
 * Whether people asked for what an assertion now expects: all texts and numbers that it has and the earlier ones had not
 * stand in their words, and there is at least one.
 */
export function asksForExpectation(asked: string, added: string[], removed: string[]): boolean {
  const known = new Set(removed.flatMap(literalsOf));
  const fresh = added.flatMap(literalsOf).filter((literal) => !known.has(literal));
  return fresh.length > 0 && fresh.every((literal) => standsIn(literal, asked));
}
