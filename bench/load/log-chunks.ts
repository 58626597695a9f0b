import { createHash } from 'node:crypto';

const LINE_BYTES = 200;
const WORDS =
  'error warning building module src/app/page.tsx compiled successfully in 312ms test passed expect received function return const await import export claude tool use bash edit read write'.split(
    ' ',
  );

/** Log lines of exactly 200 bytes with their newline, the same on every run, about as varied as a build's output. */
export function logLines(howMany: number): string[] {
  let state = 1;
  const word = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return WORDS[(state >> 8) % WORDS.length]!;
  };
  return Array.from({ length: howMany }, (_, i) => {
    let line = `2026-11-21T10:00:00.${String(i % 1000).padStart(3, '0')}Z`;
    while (line.length < LINE_BYTES) line += ` ${word()}`;
    return `${line.slice(0, LINE_BYTES - 1)}\n`;
  });
}

/** A line as a frame of the protocol, on stdout. */
export function logFrame(line: string, atMs: number): Buffer {
  const text = Buffer.from(line);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt8(1, 4);
  head.writeBigInt64BE(BigInt(atMs), 5);
  return Buffer.concat([head, text]);
}

/** Sixteen chunks of so many lines, each with the digest that the protocol asks for. */
export function logChunks(linesPerChunk: number): { bytes: Buffer; digest: string }[] {
  const lines = logLines(16 * linesPerChunk);
  return Array.from({ length: 16 }, (_, n) => {
    const mine = lines.slice(n * linesPerChunk, (n + 1) * linesPerChunk);
    return withDigest(Buffer.concat(mine.map((line) => logFrame(line, Date.now()))));
  });
}

/** A chunk with its digest in hexadecimal. */
export const withDigest = (bytes: Buffer) => ({
  bytes,
  digest: createHash('sha256').update(bytes).digest('hex'),
});
