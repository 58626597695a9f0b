/** A source without its comments, those inside of texts left alone; `hash` where `#` begins one. Linear in its length. */
export function stripComments(source: string, hash: boolean): string {
  let kept = '';
  let quote = '';
  for (let at = 0; at < source.length; at++) {
    const char = source[at] as string;
    if (quote) {
      if (char === '\\') kept += char + (source[++at] ?? '');
      else {
        if (char === quote || (char === '\n' && quote !== '`')) quote = '';
        kept += char;
      }
    } else if (!hash && char === '/' && source[at + 1] === '*') {
      const end = source.indexOf('*/', at + 2);
      at = end < 0 ? source.length : end + 1;
      kept += ' ';
    } else if ((!hash && char === '/' && source[at + 1] === '/') || (hash && char === '#')) {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end - 1;
    } else {
      if (char === '"' || char === "'" || char === '`') quote = char;
      kept += char;
    }
  }
  return kept;
}
