import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { mayDo, whoMay } from '@/contract/may-do';
import type { createPersonalToken as endpoint } from '@/contract/personal-token';
import { PROJECT_SCOPES, type Role } from '@/contract/policy';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId, newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { freshSecret } from './fresh-secret';
import { personalTokenToWire } from './personal-token-to-wire';

const DAY_MS = 86_400_000;

/** Whoever a token is made for: what their role does not allow no token of theirs may. */
interface Maker {
  workspaceId: string;
  userId: string;
  role: Role;
}

/**
 * Makes an access token for a person, or with kind ci for the workspace; only its hash is kept. Throws FORBIDDEN for a scope
 * that the person's role does not have and for a CI's from anybody but an admin, VALIDATION_ERROR for a scope that reaches
 * beyond projects where the token may not, NOT_FOUND for a project that the person does not see.
 */
export async function createPersonalToken(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, role }: Maker,
  { kind, name, scopes, projectIds: wireIds, expiresInDays }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  if (kind === 'ci' && !mayDo(role, 'workspace:manage'))
    throw new AppError(
      'FORBIDDEN',
      `A token of a CI is made by ${whoMay('workspace:manage')}. Make one that acts in your own name.`,
    );
  const beyond = scopes.find((scope) => !mayDo(role, scope));
  if (beyond)
    throw new AppError(
      'FORBIDDEN',
      `${beyond} is for ${whoMay(beyond)} alone, so no token of yours can have it.`,
    );
  const wide = scopes.find((scope) => !PROJECT_SCOPES.includes(scope));
  if (wide && (kind === 'ci' || wireIds.length > 0))
    throw new AppError(
      'VALIDATION_ERROR',
      `${wide} is about the whole workspace, so ${kind === 'ci' ? 'no token of a CI' : 'no token for some projects'} can have it. Leave it out.`,
    );
  const projectIds = await seen(tx, wireIds);
  const { token, ...kept } = freshSecret();
  const id = newId();
  const expiresAt =
    expiresInDays === null ? null : new Date((await databaseNow(runs)).getTime() + expiresInDays * DAY_MS);
  const row = await tx.personalToken.create({
    data: {
      ...kept,
      id,
      workspaceId,
      kind,
      userId: kind === 'ci' ? null : userId,
      name,
      scopes: [...new Set(scopes)],
      projectIds,
      expiresAt,
    },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'token.created',
    actor: `person:${userId}`,
    payload: { tokenId: toWireId('pat', id), kind, name, scopes: row.scopes, projectIds: wireIds },
  });
  return { ...personalTokenToWire(row), token };
}

/** Projects by their database uuids, each once. Throws NOT_FOUND for one that is not there for whoever asks. */
async function seen(tx: Tx, wireIds: string[]): Promise<string[]> {
  const ids = [...new Set(wireIds.map((id) => fromWireId('proj', id)))];
  if (ids.length === 0) return ids;
  const rows = await tx.project.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing) throw notFound('project', toWireId('proj', missing));
  return ids;
}
