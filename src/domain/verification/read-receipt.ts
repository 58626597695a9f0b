import { ReceiptClaims } from '@/contract/receipt';

interface ReadReceipt {
  /** The public key that it names: `aok_…`. */
  key: string;
  /** The bytes that are signed. */
  signed: string;
  signature: Buffer;
  claims: ReceiptClaims;
}

/** The parts of a receipt, its signature not checked; null where it is none. */
export function readReceipt(jws: string): ReadReceipt | null {
  const [head, body, signature, ...more] = jws.split('.');
  if (!head || !body || !signature || more.length > 0) return null;
  const header = decode(head) as { alg?: unknown; typ?: unknown; kid?: unknown } | null;
  const claims = ReceiptClaims.safeParse(decode(body)).data;
  if (header?.alg !== 'EdDSA' || header.typ !== 'ao-signed+jwt' || !claims) return null;
  return {
    key: String(header.kid),
    signed: `${head}.${body}`,
    signature: Buffer.from(signature, 'base64url'),
    claims,
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
