import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { AppError } from '@/lib/errors';

/** Nothing that people or programs write shrinks more than this. */
const MOST_RATIO = 100;

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;
const { zstdDecompress } = zlib as { zstdDecompress?: typeof zlib.gunzip };
const METHODS: Record<string, Inflate | undefined> = {
  gzip: promisify(zlib.gunzip) as Inflate,
  // As far as this Node.js has it.
  zstd: zstdDecompress && (promisify(zstdDecompress) as Inflate),
};

/**
 * A body as it was before its Content-Encoding, of at most `max` bytes. Throws UNSUPPORTED_MEDIA_TYPE where the call
 * takes no such encoding, BODY_TOO_LARGE where it comes to more, and BAD_REQUEST where it is damaged.
 */
export async function inflate(
  bytes: Uint8Array,
  encoding: string,
  max: number | undefined,
): Promise<Uint8Array> {
  if (encoding === 'identity') return bytes;
  const method = max === undefined ? undefined : METHODS[encoding.trim().toLowerCase()];
  if (!method || max === undefined)
    throw new AppError(
      'UNSUPPORTED_MEDIA_TYPE',
      `This call does not take the encoding ${encoding.slice(0, 40)}. Send the body as it is.`,
    );
  const most = Math.min(max, bytes.byteLength * MOST_RATIO);
  try {
    return await method(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new AppError(
        'BODY_TOO_LARGE',
        `The body comes to more than ${most} bytes, which is all that one of ${bytes.byteLength} may come to.`,
      );
    throw new AppError(
      'BAD_REQUEST',
      `The body is not whole, or not ${encoding.slice(0, 40)}. Send it again.`,
    );
  }
}
