import type { BodyOf } from '@/contract/endpoint';
import type { Role } from '@/contract/policy';
import type { createProject as endpoint, Project } from '@/contract/project';
import { appendEvent } from '@/domain/events/append-event';
import { NULL_JSON, type Tx } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { refuseOverQuota } from '@/lib/quota';
import { topic } from '@/lib/wake';
import { getProject } from './get-project';
import { refuseTakenName, sayTaken } from './refuse-taken-name';
import { refuseToApproveOtherwise } from './refuse-to-approve-otherwise';

interface Author {
  workspaceId: string;
  userId: string;
  role?: Role;
}

/** Writes a project and its event, and wakes waiting runners so that they look whether they can serve it. Throws CONFLICT for a taken name, FORBIDDEN where who is no admin says who approves. */
export async function createProject(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, role }: Author,
  body: BodyOf<typeof endpoint>,
): Promise<Project> {
  if (body.approvals) refuseToApproveOtherwise(role);
  await refuseTakenName(tx, body.name);
  const id = newId();
  const made = tx.project.create({
    data: {
      ...body,
      approvals: body.approvals ?? NULL_JSON,
      setup: body.setup ?? NULL_JSON,
      stall: body.stall ?? NULL_JSON,
      id,
      workspaceId,
      ownerId: userId,
    },
  });
  await made.catch(sayTaken(body.name));
  await refuseOverQuota(runs, workspaceId, 'projects');
  appendEvent(runs, {
    workspaceId,
    type: 'project.created',
    actor: `person:${userId}`,
    projectId: id,
    payload: { name: body.name },
  });
  runs.wakes.add(topic.claims(workspaceId));
  return getProject(tx, toWireId('proj', id));
}
