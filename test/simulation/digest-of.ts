import { hash } from 'node:crypto';

/** The sha256 of a chunk; by way of its hexadecimal, which Node makes several times faster. */
export const digestOf = (bytes: Buffer): Buffer => Buffer.from(hash('sha256', bytes, 'hex'), 'hex');
