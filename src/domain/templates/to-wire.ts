import { type TaskTemplate, TemplateDraft } from '@/contract/task-template';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** A template as it stands on the wire; what was kept before a field was there has its default. */
export const templateToWire = (row: Prisma.TaskTemplateGetPayload<object>): TaskTemplate => ({
  id: toWireId('tmpl', row.id),
  name: row.name,
  projectId: row.projectId && toWireId('proj', row.projectId),
  draft: TemplateDraft.parse(row.draft),
  createdAt: row.createdAt.toISOString(),
});
