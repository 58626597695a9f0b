/** Names that Windows keeps for devices, whatever follows the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 100;

/**
 * A name to write a file under that somebody else has named: one part of a path, of letters, digits and a few signs, that
 * begins with no dot and is not among `taken`, which it joins. Its ending stays what it was.
 */
export function safeName(given: string, taken: Set<string>): string {
  const plain = given
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()+-]+/gu, '_')
    .replace(/^[. -]+|[. ]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : '';
  const stem = plain.slice(0, plain.length - ending.length) || 'file';
  for (let nth = 1; ; nth++) {
    const mark = nth === 1 ? '' : `-${nth}`;
    const safe = DEVICE.test(stem) ? `_${stem}` : stem;
    const name = `${[...safe].slice(0, LONGEST).join('')}${mark}${ending}`;
    // Disks that know no capitals would put one over the other.
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
