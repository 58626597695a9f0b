import { LOG_CAP } from '@/contract/protocol';

/** A chunk that arrives: where it belongs in framed bytes, how long it is, and its digest in hexadecimal. */
export interface Arriving {
  off: number;
  len: number;
  sha256: string;
}

/** How far a log has come by its row, with the digest of its chain; empty logs have a digest of zeros. */
export interface LogEnd {
  bytes: number;
  digest: string;
}

export const NO_DIGEST = '0'.repeat(64);

/**
 * What becomes of a chunk at a log of `logBytes`. `stored` is what begins at the chunk's offset already, if anything.
 * fits: it is the next one. duplicate: acknowledged before, in the same bytes. gap: something before it is missing.
 * conflict: other bytes were acknowledged there, and those never change.
 */
export function appendVerdict(
  logBytes: number,
  chunk: Arriving,
  stored: { len: number; sha256: string } | null,
): 'fits' | 'duplicate' | 'gap' | 'conflict' {
  if (chunk.off === logBytes) return 'fits';
  if (chunk.off > logBytes) return 'gap';
  const same = stored !== null && stored.len === chunk.len && stored.sha256 === chunk.sha256;
  return same ? 'duplicate' : 'conflict';
}

/** Whether a log is as long as its runner says, byte for byte. */
export const isWhole = (log: LogEnd, promised: LogEnd): boolean =>
  log.bytes === promised.bytes && log.digest === promised.digest;

/** Whether a chunk would make a log longer than one may be. */
export const isPastCap = (off: number, len: number): boolean => off + len > LOG_CAP;
