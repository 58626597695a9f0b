import { ECDH } from 'node:crypto';
import type { BodyOf } from '@/contract/endpoint';
import type { createPushSubscription as endpointShape, PushBrowser } from '@/contract/notification';
import type { Tx } from '@/lib/db';
import { AppError, wrongField } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { endpointFault } from '@/lib/push/endpoint-fault';
import { browserToWire } from './notification-settings';
import { refuseNobody } from './refuse-nobody';

const MOST = 20;

/**
 * Lets a browser be told. It is the browser of whoever said so last. Throws VALIDATION_ERROR for an endpoint that may not
 * be called, CONFLICT where a person has too many, and FORBIDDEN for a token that acts for nobody.
 */
export async function addSubscription(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { endpoint, keys, browser = '' }: BodyOf<typeof endpointShape>,
): Promise<PushBrowser> {
  await refuseNobody(tx, userId);
  const fault = endpointFault(endpoint);
  if (fault) throw wrongField('endpoint', fault);
  if (!isPoint(keys.p256dh)) throw wrongField('keys.p256dh', 'must be a point of P-256');
  await tx.pushSubscription.deleteMany({ where: { endpoint, userId: { not: userId } } });
  const said = { p256dh: bytesOf(keys.p256dh), auth: bytesOf(keys.auth), browser };
  const known = await tx.pushSubscription.findFirst({ where: { endpoint } });
  if (known) return browserToWire(await tx.pushSubscription.update({ where: { id: known.id }, data: said }));
  if ((await tx.pushSubscription.count({ where: { userId } })) >= MOST)
    throw new AppError('CONFLICT', `You are told in ${MOST} browsers already. Take one away first.`);
  const data = { id: newId(), workspaceId, userId, endpoint, ...said };
  return browserToWire(await tx.pushSubscription.create({ data }));
}

function isPoint(text: string): boolean {
  try {
    return ECDH.convertKey(text, 'prime256v1', 'base64url').length > 0;
  } catch {
    return false;
  }
}
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
