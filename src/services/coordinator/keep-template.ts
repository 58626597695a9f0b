import type { BodyOf } from '@/contract/endpoint';
import {
  type createTaskTemplate as endpoint,
  type TaskTemplate,
  TemplateDraft,
} from '@/contract/task-template';
import { templateToWire } from '@/domain/templates/to-wire';
import type { Tx } from '@/lib/db';
import { AppError, notFound, wrongField } from '@/lib/errors';
import { fromWireId, newId } from '@/lib/ids';
import { byRef } from '@/lib/refs';
import { draftOf } from './draft-of';

const MOST = 200;

/**
 * Keeps what a draft or a task says under a name; what a task of a private project says stays in that project. Throws NOT_FOUND for a task or project that is not there, CONFLICT for a
 * name that is taken or too many templates, and VALIDATION_ERROR where neither or both are given.
 */
export async function keepTemplate(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { name, projectId, draft, taskId }: BodyOf<typeof endpoint>,
): Promise<TaskTemplate> {
  if ((draft === undefined) === (taskId === undefined))
    throw wrongField('draft', 'Give either a draft or the task that it is taken from.');
  const of = projectId && fromWireId('proj', projectId);
  if (of && !(await tx.project.findFirst({ where: { id: of }, select: { id: true } })))
    throw notFound('project', projectId);
  const { said, place } = draft ? { said: draft, place: null } : await ofTask(tx, taskId!);
  if ((await tx.taskTemplate.count()) >= MOST)
    throw new AppError('CONFLICT', `There are ${MOST} templates already. Delete one first.`);
  if (await tx.taskTemplate.findFirst({ where: { name }, select: { id: true } })) throw taken(name);
  const data = { id: newId(), workspaceId, projectId: of ?? place, name, draft: said, createdBy: userId };
  const { count } = await tx.taskTemplate.createMany({ data: [data], skipDuplicates: true });
  // Its name is taken by one of a project that this person does not see, or was just now.
  if (count === 0) throw taken(name);
  return templateToWire(await tx.taskTemplate.findFirstOrThrow({ where: { id: data.id } }));
}

/** What a task says, and the project (a database uuid) that may not be left by it; null where everybody sees it. */
async function ofTask(tx: Tx, ref: string): Promise<{ said: TemplateDraft; place: string | null }> {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    select: { id: true, project: { select: { id: true, visibility: true } } },
  });
  if (!task) throw notFound('task', ref);
  const place = task.project.visibility === 'private' ? task.project.id : null;
  const { projectId: _, parent: __, dependsOn: ___, draft: ____, ...said } = await draftOf(tx, task.id);
  return { said: TemplateDraft.parse(said), place };
}

const taken = (name: string) =>
  new AppError('CONFLICT', `There is a template called ${name.slice(0, 100)} already. Choose another name.`);
