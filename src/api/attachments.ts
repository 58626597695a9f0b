import {
  addAttachment,
  deleteAttachment,
  downloadAttachment,
  fetchAttachedFile,
  listAttachedFiles,
  listAttachments,
} from '@/contract/attachment';
import { addAttachment as add } from '@/domain/attachments/add-attachment';
import { listAgentFiles, readAgentFile } from '@/domain/attachments/agent-files';
import { deleteAttachment as remove } from '@/domain/attachments/delete-attachment';
import { listAttachments as list } from '@/domain/attachments/list-attachments';
import { readAttachment } from '@/domain/attachments/read-attachment';
import { asAttachment } from '@/http/attachment';
import type { AgentCaller } from '@/http/callers';
import { agentRoute, personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';

const fence = (caller: AgentCaller, params: { id: string }) => ({
  agentId: fromWireId('agent', params.id),
  tokenHash: caller.tokenHash,
});

/** The files that people give to tasks, and how agents get them. */
export const ATTACHMENT_ROUTES: Route[] = [
  personRoute(listAttachments, ({ caller, params }) => asWorkspace(caller, (tx) => list(tx, params.id))),
  personRoute(addAttachment, ({ caller, params, query, bytes }) =>
    asWorkspace(caller, (tx, runs) => add(tx, runs, { ...caller, ref: params.id, name: query.name, bytes })),
  ),
  personRoute(downloadAttachment, async ({ caller, params }) =>
    asAttachment(await asWorkspace(caller, (tx) => readAttachment(tx, params.id))),
  ),
  personRoute(deleteAttachment, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, caller, params.id)),
  ),
  agentRoute(listAttachedFiles, ({ caller, params }) => listAgentFiles(fence(caller, params))),
  agentRoute(fetchAttachedFile, async ({ caller, params }) =>
    asAttachment(await readAgentFile(fence(caller, params), params.attachmentId)),
  ),
];
