import { createHash } from 'node:crypto';

/** The uuid of the nth question of one tool call of one session: whoever goes on with the session asks the same question. */
export function questionId(sessionId: string, toolUseId: string, nth: number): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([sessionId, toolUseId, nth]))
    .digest()
    .subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
