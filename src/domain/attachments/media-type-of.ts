const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

const STARTS: [string, string][] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['%PDF-', 'application/pdf'],
];

/**
 * What a file is, by its bytes alone: whatever its name and its sender say, nothing that a browser would run comes out.
 * A page or a drawing that holds scripts is text like any other.
 */
export function mediaTypeOf(bytes: Uint8Array): string {
  const known = STARTS.find(([start]) => ascii(bytes, 0, start.length) === start);
  if (known) return known[1];
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return isText(bytes) ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
