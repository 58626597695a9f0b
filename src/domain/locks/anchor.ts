import type { Lockable } from './overlap';

/**
 * The folder beneath which everything lies that a pattern is on, with a slash at its end: of a glob as far as it is
 * literal, so of `**` nothing. Two patterns can only overlap where one's anchor begins with the other's. The database
 * has the same rule (`lock_anchor`), and an index over it.
 */
export function anchorOf({ kind, matchKey }: Lockable): string {
  if (kind !== 'glob') return `${matchKey.replace(/\/+$/, '')}/`;
  const segments = matchKey.split('/');
  const literal = segments.findIndex((segment) => /[*?]/.test(segment));
  return segments.slice(0, literal).reduce((anchor, segment) => `${anchor}${segment}/`, '');
}

/** The anchors above one, from the whole project (an empty text) down. */
export function anchorsAbove(anchor: string): string[] {
  const above = anchor === '' ? [] : [''];
  for (let slash = anchor.indexOf('/'); slash >= 0 && slash < anchor.length - 1; ) {
    above.push(anchor.slice(0, slash + 1));
    slash = anchor.indexOf('/', slash + 1);
  }
  return above;
}

/** What follows every text that begins with an anchor, in the order of code points; a path has at most 512 bytes. */
export const beyondAnchor = (anchor: string): string =>
  anchor === '' ? '\u{10ffff}'.repeat(129) : `${anchor.slice(0, -1)}0`;
