import type { FaultFacts, FaultKind } from '../server/server-fault';
import { meaningOf } from './stop-state';

const MOST_RESENDS = 5;
/** Final, and so for any other result of that agent: it is not there, has given one, or its log cannot be completed. */
const ANY_REFUSED = ['NOT_FOUND', 'RESULT_CONFLICT', 'LOG_INCOMPLETE'];

/**
 * What a result that was not taken means, after `resends` times that the log was sent again. again: the same once more.
 * resend: the log first. refused: this one never will be. lost: nobody wants any from us any more.
 */
export function afterDeliveryFault(
  { kind, code }: Pick<FaultFacts, 'kind' | 'code'>,
  resends: number,
): 'again' | 'resend' | 'refused' | 'lost' {
  if (kind === 'transient') return 'again';
  if (code === 'LOG_INCOMPLETE' && resends < MOST_RESENDS) return 'resend';
  return kind === 'final' && !ANY_REFUSED.includes(code) ? 'refused' : 'lost';
}

/** What becomes of an agent that an earlier process left behind: handed in where the new session goes on with it. */
export function leftoverFate(
  agentId: string,
  adopted: { agentId: string; token: string }[],
): { token: string } | 'forget' {
  return adopted.find((one) => one.agentId === agentId) ?? 'forget';
}

/**
 * What becomes of what was not handed in, by the kind of the last fault; null where none of the server's ended it. keep:
 * the next start offers it again. forget: the server will never take it.
 */
export const afterHandIn = (kind: FaultKind | null): 'keep' | 'forget' =>
  kind === null || kind === 'transient' || meaningOf(kind).fatal ? 'keep' : 'forget';
