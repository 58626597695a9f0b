import type { BodyOf } from '@/contract/endpoint';
import type { Role } from '@/contract/policy';
import type { updateProject as endpoint, Project } from '@/contract/project';
import { appendEvent } from '@/domain/events/append-event';
import { NULL_JSON, type Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { getProject } from './get-project';
import { refuseStranger } from './refuse-stranger';
import { refuseTakenName, sayTaken } from './refuse-taken-name';
import { refuseToApproveOtherwise } from './refuse-to-approve-otherwise';

/** Changes a project; agents that are live go on with what they were given. Throws NOT_FOUND, CONFLICT for a taken name, FORBIDDEN as `refuseStranger`, or where who is no admin changes who approves. */
export async function updateProject(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, role }: { workspaceId: string; userId: string; role?: Role },
  wireId: string,
  { ownerId, ...body }: BodyOf<typeof endpoint>,
): Promise<Project> {
  const id = fromWireId('proj', wireId);
  if (ownerId !== undefined || body.visibility !== undefined)
    await refuseStranger(tx, { userId, role }, id, ownerId);
  if (body.approvals !== undefined) refuseToApproveOtherwise(role);
  if (body.name !== undefined) await refuseTakenName(tx, body.name, id);
  const changed = tx.project.updateMany({
    where: { id },
    data: {
      ...body,
      ownerId: ownerId && fromWireId('user', ownerId),
      approvals: body.approvals === null ? NULL_JSON : body.approvals,
      setup: body.setup === null ? NULL_JSON : body.setup,
      stall: body.stall === null ? NULL_JSON : body.stall,
    },
  });
  const { count } = await changed.catch(sayTaken(body.name));
  if (count === 0) throw notFound('project', wireId);
  appendEvent(runs, {
    workspaceId,
    type: 'project.updated',
    actor: `person:${userId}`,
    projectId: id,
    payload: { fields: Object.keys({ ...body, ...(ownerId && { ownerId }) }) },
  });
  runs.wakes.add(topic.claims(workspaceId));
  return getProject(tx, wireId);
}
