/** The first `most` characters of a text, and no half of one at the end. */
export const cut = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** The last `most` characters of a text, and no half of one at the beginning. */
export const cutTail = (text: string, most: number): string =>
  text.slice(-most).replace(/^[\uDC00-\uDFFF]/, '');
