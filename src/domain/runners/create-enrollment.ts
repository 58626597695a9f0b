import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { createEnrollment as endpoint } from '@/contract/enrollment';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { newCredential } from '@/lib/hash';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

const LIFE_MS = 15 * 60_000;
/** Where the command looks without being told. */
const DEFAULT_ORIGIN = 'http://localhost:3000';

/** Makes a one-time token that connects one machine. `origin` is how the person reaches this server; only the token's hash is kept. */
export async function createEnrollment(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, origin }: { workspaceId: string; userId: string; origin: string },
  body: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const { token, hash } = newCredential('aoe_');
  const id = newId();
  const expiresAt = new Date((await databaseNow(runs)).getTime() + LIFE_MS);
  await tx.enrollment.create({
    data: { id, workspaceId, ownerId: userId, hash, name: body.name ?? null, labels: body.labels, expiresAt },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'enrollment.created',
    actor: `person:${userId}`,
    payload: { enrollmentId: toWireId('enr', id) },
  });
  return {
    id: toWireId('enr', id),
    name: body.name ?? null,
    labels: body.labels,
    expiresAt: expiresAt.toISOString(),
    usedAt: null,
    runner: null,
    token,
    command: `agent-orchestrator connect ${token}${origin === DEFAULT_ORIGIN ? '' : ` --url ${origin}`}`,
  };
}
