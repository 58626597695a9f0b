const NAMED: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A path as git quotes it (`"a\303\244.txt"`) as it is; others come back unchanged, without git's trailing tab. */
export function unquotePath(path: string): string {
  if (!path.startsWith('"')) return path.replace(/\t$/, '');
  const bytes: number[] = [];
  const body = path.slice(1, path.lastIndexOf('"'));
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] !== '\\') {
      bytes.push(...new TextEncoder().encode(body[at]));
      continue;
    }
    const octal = /^[0-7]{3}/.exec(body.slice(at + 1));
    if (octal) bytes.push(Number.parseInt(octal[0], 8));
    else bytes.push(NAMED[body[at + 1] ?? ''] ?? 63);
    at += octal ? 3 : 1;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
