import type { Attachment } from '@/contract/attachment';
import { ATTACHMENTS_MAX, ATTACHMENTS_MOST } from '@/contract/attachment-limits';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError, notFound, wrongField } from '@/lib/errors';
import { sha256 } from '@/lib/hash';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { quotas, refuseTooManyBytes } from '@/lib/quota';
import { byRef } from '@/lib/refs';
import { MEASURE_ATTACHMENTS } from './measure.sql';
import { mediaTypeOf } from './media-type-of';
import { attachmentToWire, FACTS } from './to-wire';

interface Given {
  workspaceId: string;
  userId: string;
  ref: string;
  name: string;
  bytes: Uint8Array;
}

/**
 * Gives a file to a task; the same file under the same name is there once, so sending it again is safe. Throws NOT_FOUND,
 * VALIDATION_ERROR for an empty file or a name that is none, CONFLICT where the task has all that it takes, QUOTA_REACHED.
 */
export async function addAttachment(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, ref, name: named, bytes }: Given,
): Promise<Attachment> {
  const name = withoutFolders(named);
  if (bytes.byteLength === 0) throw wrongField('body', `${name} is empty. Choose another file.`);
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, projectId: true } });
  if (!task) throw notFound('task', ref);
  const sum = Uint8Array.from(sha256(bytes));
  const same = { taskId: task.id, sha256: sum, name };
  const before = await tx.attachment.findFirst({ where: same, select: FACTS });
  if (before) return attachmentToWire(before);

  const person = await tx.member.findFirst({ where: { userId }, select: { userId: true } });
  const row = await tx.attachment.create({
    data: {
      ...same,
      id: newId(),
      workspaceId,
      // A script of the workspace is nobody.
      createdBy: person && userId,
      mediaType: mediaTypeOf(bytes),
      size: bytes.byteLength,
      bytes: Uint8Array.from(bytes),
    },
    select: FACTS,
  });
  await refuseTooMuch(runs, workspaceId, task.id);
  appendEvent(runs, {
    workspaceId,
    type: 'attachment.added',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    payload: { attachment: toWireId('att', row.id), name, size: row.size },
  });
  return attachmentToWire(row);
}

function withoutFolders(named: string): string {
  const name = named.split(/[/\\]/).at(-1)!.trim();
  if (/^\.{0,2}$/.test(name)) throw wrongField('name', 'must be the name of a file');
  return name;
}

async function refuseTooMuch(runs: Runs, workspaceId: string, taskId: string): Promise<void> {
  const [had] = await runs.query(MEASURE_ATTACHMENTS, [workspaceId, taskId, quotas().attachmentBytes]);
  if (had.files > ATTACHMENTS_MOST)
    throw new AppError(
      'CONFLICT',
      `${ATTACHMENTS_MOST} files are all that a task takes. Delete some of them first.`,
    );
  if (had.of_task > ATTACHMENTS_MAX)
    throw new AppError(
      'CONFLICT',
      `The files of a task come to ${ATTACHMENTS_MAX / 1024 / 1024} MiB at most, and with this one they would be more. Delete some of them first.`,
    );
  refuseTooManyBytes(had.of_all, had.most);
}
