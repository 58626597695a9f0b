import { z } from 'zod';
import { endpoint } from './endpoint';
import { FLOW_BYTES, FlowDocument } from './flow';
import { FlowDiff } from './flow-diff';
import { FlowFault } from './flow-fault';
import { FlowPlan, RoleHistory } from './flow-plan';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { line, text } from './text';

/** What a flow can be read from: flow.json (also as planners write it), task-master's tasks.json, TOML of steps. */
export const FlowFormat = z.enum(['flow-json', 'task-master', 'toml-steps']);
export type FlowFormat = z.infer<typeof FlowFormat>;

/** A flow as people name it in a path: its id or its short ref. */
export const FlowRef = z
  .string()
  .regex(/^(flow_[0-9a-f]{32}|FLOW-[1-9][0-9]{0,8})$/, 'must be a flow id or a ref like FLOW-4');
const params = z.strictObject({ id: FlowRef });
const Version = z.number().int().min(1).max(1_000_000_000);
const asked = z.coerce.number().pipe(Version).optional();

export const Flow = z.object({
  id: id('flow'),
  ref: z.string(),
  projectId: id('proj'),
  projectName: z.string(),
  name: z.string(),
  description: z.string(),
  version: Version.describe('Of the newest; each save counts one more'),
  nodes: z.number().int(),
  edges: z.number().int(),
  errors: z.number().int().describe('Faults that keep it from running'),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Flow = z.infer<typeof Flow>;

export const FlowDetail = Flow.extend({
  shownVersion: Version.describe('Whose document this is'),
  document: FlowDocument,
  faults: z.array(FlowFault),
});
export type FlowDetail = z.infer<typeof FlowDetail>;

export const FlowVersion = z.object({
  version: Version,
  note: z.string(),
  nodes: z.number().int(),
  edges: z.number().int(),
  errors: z.number().int(),
  createdBy: z.string().nullable().describe('The name of who saved it; null: somebody who left'),
  createdAt: Timestamp,
});
export type FlowVersion = z.infer<typeof FlowVersion>;

export const FlowTemplate = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  document: FlowDocument,
});
export type FlowTemplate = z.infer<typeof FlowTemplate>;

const content = z
  .string()
  .max(FLOW_BYTES)
  .describe(
    'flow.json, task-master’s tasks.json, or TOML of [[steps]]; which of them is found by itself unless told',
  );
const note = text(200).optional().describe('What was changed, for those who read the list of versions');

export const listFlows = endpoint({
  name: 'listFlows',
  summary: 'List the flows, last saved first',
  method: 'GET',
  path: '/api/flows',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.omit({ cursor: true }).extend({
    projectId: id('proj').optional(),
    q: text(100).optional(),
  }),
  returns: Flow,
  answer: 'list',
});
export const createFlow = endpoint({
  name: 'createFlow',
  summary:
    'Create a flow from a document, or from a template; with faults too, as a draft that does not run yet',
  method: 'POST',
  path: '/api/flows',
  who: 'person',
  action: 'task:write',
  maxBody: FLOW_BYTES,
  body: z
    .strictObject({
      projectId: id('proj').optional().describe('Required where the workspace has more than one project'),
      name: line(200).optional().describe('Instead of the document’s'),
      document: FlowDocument.optional(),
      template: z.string().max(100).optional(),
    })
    .refine((body) => (body.document === undefined) !== (body.template === undefined), {
      message: 'give a document or a template',
      path: ['document'],
    }),
  returns: FlowDetail,
  status: 201,
});
export const importFlow = endpoint({
  name: 'importFlow',
  summary: 'Create a flow from a file; in a dry run only what would be created, and its faults',
  method: 'POST',
  path: '/api/flows/import',
  who: 'person',
  action: 'task:write',
  maxBody: FLOW_BYTES,
  body: z.strictObject({
    content,
    format: FlowFormat.optional(),
    tag: z.string().max(200).optional().describe('Which list of a tagged tasks.json'),
    projectId: id('proj').optional(),
    name: line(200).optional(),
    dryRun: z.boolean().default(false),
  }),
  returns: z.object({
    format: FlowFormat,
    notes: z.array(z.string()).describe('How it was read, and what has no meaning here'),
    document: FlowDocument.nullable().describe('null where the shape is wrong, as the faults say'),
    faults: z.array(FlowFault),
    flow: Flow.nullable().describe('null in a dry run, and where the shape is wrong'),
  }),
});
export const validateFlow = endpoint({
  name: 'validateFlow',
  summary: 'Every fault of a flow with its place; nothing is saved',
  method: 'POST',
  path: '/api/flows/validate',
  who: 'person',
  action: 'workspace:read',
  maxBody: FLOW_BYTES,
  body: z.strictObject({ content, format: FlowFormat.optional(), tag: z.string().max(200).optional() }),
  returns: z.object({
    ok: z.boolean(),
    format: FlowFormat,
    notes: z.array(z.string()),
    nodes: z.number().int(),
    edges: z.number().int(),
    faults: z.array(FlowFault),
  }),
});
export const listFlowTemplates = endpoint({
  name: 'listFlowTemplates',
  summary: 'Flows to begin with',
  method: 'GET',
  path: '/api/flows/templates',
  who: 'person',
  action: 'workspace:read',
  returns: z.array(FlowTemplate),
});
export const getFlow = endpoint({
  name: 'getFlow',
  summary: 'One flow with its document and faults, of the newest version or the one asked for',
  method: 'GET',
  path: '/api/flows/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ version: asked }),
  returns: FlowDetail,
});
export const saveFlow = endpoint({
  name: 'saveFlow',
  summary:
    'Save a document as the next version; refused with STALE_VERSION where somebody saved one meanwhile',
  method: 'PUT',
  path: '/api/flows/:id',
  who: 'person',
  action: 'task:write',
  maxBody: FLOW_BYTES,
  params,
  body: z.strictObject({
    document: FlowDocument,
    version: Version.describe('The version that was changed'),
    note,
  }),
  returns: FlowDetail,
});
export const restoreFlow = endpoint({
  name: 'restoreFlow',
  summary: 'Save the document of an earlier version as the next version',
  method: 'POST',
  path: '/api/flows/:id/restore',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({ version: Version }),
  returns: FlowDetail,
});
export const deleteFlow = endpoint({
  name: 'deleteFlow',
  summary: 'Delete a flow with its versions; tasks that came of it stay',
  method: 'DELETE',
  path: '/api/flows/:id',
  who: 'person',
  action: 'task:write',
  params,
  returns: z.object({ id: id('flow'), deleted: z.literal(true) }),
});
export const listFlowVersions = endpoint({
  name: 'listFlowVersions',
  summary: 'The versions of a flow, newest first',
  method: 'GET',
  path: '/api/flows/:id/versions',
  who: 'person',
  action: 'workspace:read',
  params,
  query: ListQuery.omit({ cursor: true }),
  returns: FlowVersion,
  answer: 'list',
});
export const diffFlow = endpoint({
  name: 'diffFlow',
  summary: 'What two versions of a flow differ in: nodes and edges added, removed, and their changed members',
  method: 'GET',
  path: '/api/flows/:id/diff',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z
    .strictObject({ from: asked, to: asked })
    .describe('to: the newest unless told; from: the one before'),
  returns: FlowDiff.extend({ from: Version, to: Version }),
});
export const exportFlow = endpoint({
  name: 'exportFlow',
  summary: 'The document alone, as flow.json: what was imported unchanged is equal to it',
  method: 'GET',
  path: '/api/flows/:id/export',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ version: asked }),
  returns: FlowDocument,
  answer: 'bare',
});
export const forecastFlow = endpoint({
  name: 'forecastFlow',
  summary: 'What a flow would do and take, by what its project’s tasks took before; nothing is run',
  method: 'GET',
  path: '/api/flows/:id/forecast',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ version: asked }),
  returns: FlowPlan.extend({
    shownVersion: Version,
    history: z.array(RoleHistory).describe('Of roles with three finished tasks or more in 90 days'),
  }),
});
