import { hash } from 'node:crypto';
import type { FaultFacts } from '../server/server-fault';

/** How far a log is known to be stored: its bytes, and the digest of its chain in hexadecimal. */
export interface Stored {
  readonly offset: number;
  readonly digest: string;
}

export const NOTHING_STORED: Stored = { offset: 0, digest: '0'.repeat(64) };

/** How often a chunk is sent again that was damaged on its way: the server says that it has another digest than was told. */
export const MOST_REPEATS = 3;

/** A chunk that the server has acknowledged moves the log on; one that was overtaken moves nothing. */
export const afterStored = (
  stored: Stored,
  chunk: { offset: number; length: number; sha256: Buffer },
): Stored =>
  chunk.offset === stored.offset
    ? {
        offset: chunk.offset + chunk.length,
        digest: extendDigest(stored.digest, chunk.offset, chunk.length, chunk.sha256),
      }
    : stored;

/**
 * What a chunk that was not taken means. again: the same once more. ask: the server stands elsewhere than we think.
 * lost: this log can no longer be sent.
 */
export function afterRefusal({ kind, code }: Pick<FaultFacts, 'kind' | 'code'>): 'again' | 'ask' | 'lost' {
  if (kind === 'transient') return 'again';
  return code === 'LOG_GAP' || code === 'LOG_CONFLICT' ? 'ask' : 'lost';
}

/** Where to go on after the server said how far it has come; null where that is where it refused us. */
export const afterAsked = (stored: Stored, said: { next: number; digest: string }): Stored | null =>
  said.next === stored.offset ? null : { offset: said.next, digest: said.digest };

/** The next link of the chain: sha256 of the last digest, the offset, the length and the chunk's own sha256; hexadecimal. */
export function extendDigest(digest: string, offset: number, length: number, chunkSha256: Buffer): string {
  const link = Buffer.allocUnsafe(76);
  link.write(digest, 0, 'hex');
  link.writeBigUInt64BE(BigInt(offset), 32);
  link.writeUInt32BE(length, 40);
  chunkSha256.copy(link, 44);
  return hash('sha256', link, 'hex');
}
