/** Words by which people ask that something go. */
const REMOVAL =
  /\b(?:remov\w*|delet\w*|drop\w*|obsolete|retir\w*|deprecat\w*|no longer|get rid of|clean up)\b/i;

/** Whether what people asked for speaks of taking something away. */
export const asksForRemoval = (asked: string): boolean => REMOVAL.test(asked);

const TEXT = /(['"`])((?:\\.|(?!\1)[^\\\n]){1,200}?)\1/g;

/** Texts and numbers of a piece of code that say what is expected, in their order. */
const literalsOf = (code: string): string[] =>
  [...code.matchAll(new RegExp(`${TEXT.source}|(?<![\\w.])-?\\d+(?:\\.\\d+)?`, 'g'))].map(
    (match) => match[2] ?? match[0],
  );

/** Where a literal stands in a text by itself, from a place on; -1 where nowhere. */
function placeOf(literal: string, asked: string, from: number): number {
  for (let at = asked.indexOf(literal, from); at >= 0; at = asked.indexOf(literal, at + 1)) {
    const [before, after] = [asked[at - 1] ?? ' ', asked[at + literal.length] ?? ' '];
    const inNumber =
      /^[-\d.]/.test(literal) &&
      (/[\d.]/.test(before) || /^(?:\d|\.\d)/.test(asked.slice(at + literal.length)));
    if (!inNumber && !/\w/.test(before) && !/\w/.test(after)) return at;
  }
  return -1;
}

function standInOrder(literals: string[], asked: string): boolean {
  let from = 0;
  return literals.every((literal) => {
    const at = placeOf(literal, asked, from);
    from = at + literal.length;
    return at >= 0;
  });
}

/**
 * Whether people asked for what an assertion now expects: all texts and numbers that it has and the earlier ones had not
 * stand in their words. Where it only puts them in another order, they must stand there in that order.
 */
export function asksForExpectation(words: string, added: string[], removed: string[]): boolean {
  const asked = words.replace(/\s+/g, ' ');
  const known = new Set(removed.flatMap(literalsOf));
  const all = added.flatMap(literalsOf);
  const fresh = all.filter((literal) => !known.has(literal));
  return fresh.length > 0
    ? fresh.every((literal) => placeOf(literal, asked, 0) >= 0)
    : all.length > 0 && standInOrder(all, asked);
}
