import { checkFlow } from '@/contract/check-flow';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { importFlow as endpoint } from '@/contract/flow-calls';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { createFlow } from './create-flow';
import { readFlow } from './read-flow';

/**
 * Creates a flow from a file, in a project chosen by `projectOf`; nothing in a dry run, or where the shape is wrong.
 * Throws BAD_REQUEST where the text is none of the formats.
 */
export async function importFlow(
  tx: Tx,
  runs: Runs,
  author: { workspaceId: string; userId: string },
  body: BodyOf<typeof endpoint>,
  projectOf: () => Promise<{ id: string }>,
): Promise<ReturnsOf<typeof endpoint>> {
  const { format, document, notes } = readFlow(body);
  const named =
    body.name !== undefined && typeof document === 'object' && document !== null
      ? { ...document, name: body.name }
      : document;
  const { flow: read, faults } = checkFlow(named);
  const seen = { format, notes, document: read, faults };
  if (!read || body.dryRun) return { ...seen, flow: null };
  const note = format === 'flow-json' ? 'Imported' : `Imported from ${format}`;
  const {
    document: _d,
    faults: _f,
    shownVersion: _v,
    ...flow
  } = await createFlow(tx, runs, author, {
    projectId: (await projectOf()).id,
    document: read,
    note,
  });
  return { ...seen, flow };
}
