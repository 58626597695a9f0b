import { isSpoken, PROTOCOL, PROTOCOL_MIN } from '@/contract/protocol';
import { AppError } from './errors';

/** Throws PROTOCOL_UNSUPPORTED for a runner whose protocol (`major.minor`) this server does not speak. */
export function refuseUnspoken(protocol: string): void {
  if (isSpoken(protocol)) return;
  throw new AppError(
    'PROTOCOL_UNSUPPORTED',
    `This runner speaks protocol ${protocol.slice(0, 20)}, this server ${PROTOCOL_MIN} to ${PROTOCOL}. Install the matching runner with \`npm install -g agent-orchestrator\`.`,
    { details: { min: PROTOCOL_MIN, max: PROTOCOL } },
  );
}
