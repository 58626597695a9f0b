import { engine } from '@/lib/pool';
import { forgetTokens } from './find-token';
import { NOTE_LABELS } from './note-labels.sql';

/**
 * The labels of a runner, which may claim: those people gave it and those its machine was connected with.
 * The latter are kept with it, so that everybody sees why it may take a task. Ids are database uuids.
 */
export async function noteLabels(
  runner: { workspaceId: string; runnerId: string; labels: string[] },
  said: string[],
): Promise<string[]> {
  const fresh = said.filter((label) => !runner.labels.includes(label));
  if (fresh.length > 0) {
    await engine.query(NOTE_LABELS, [runner.workspaceId, runner.runnerId, said]);
    forgetTokens();
  }
  return [...runner.labels, ...fresh].sort();
}
