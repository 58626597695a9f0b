import type { BodyOf } from '@/contract/endpoint';
import type { updateProject as endpoint, Project } from '@/contract/project';
import { appendEvent } from '@/domain/events/append-event';
import { NULL_JSON, type Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { getProject } from './get-project';
import { refuseTakenName } from './refuse-taken-name';

/** Changes a project; agents that are live go on with what they were given. Throws NOT_FOUND, or CONFLICT for a taken name. */
export async function updateProject(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
  body: BodyOf<typeof endpoint>,
): Promise<Project> {
  const id = fromWireId('proj', wireId);
  if (body.name !== undefined) await refuseTakenName(tx, body.name, id);
  const { count } = await tx.project.updateMany({
    where: { id },
    data: {
      ...body,
      setup: body.setup === null ? NULL_JSON : body.setup,
      stall: body.stall === null ? NULL_JSON : body.stall,
    },
  });
  if (count === 0) throw notFound('project', wireId);
  appendEvent(runs, {
    workspaceId,
    type: 'project.updated',
    actor: `person:${userId}`,
    projectId: id,
    payload: { fields: Object.keys(body) },
  });
  runs.wakes.add(topic.claims(workspaceId));
  return getProject(tx, wireId);
}
