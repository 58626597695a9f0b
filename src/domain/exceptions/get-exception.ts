import type { Exception } from '@/contract/exception';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { exceptionsToWire, WITH_TASK } from './to-wire';

/** One exception by id or ref; throws NOT_FOUND. */
export async function getException(tx: Tx, ref: string): Promise<Exception> {
  const row = await tx.exception.findFirst({ where: byRef('exc', ref), include: WITH_TASK });
  if (!row) throw notFound('exception', ref);
  const [exception] = await exceptionsToWire(tx, [row]);
  return exception!;
}
