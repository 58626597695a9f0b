import { z } from 'zod';
import { Argv, CheckSpec } from '@/contract/project';
import type { CommitFiles } from './detect-checks';

/** Where a repository names its checks itself. */
export const OWN_FILE = '.agent-orchestrator.json';

const OwnFile = z.object({
  checks: z.array(CheckSpec).max(20).default([]),
  setup: Argv.nullable().default(null),
});
type OwnFile = z.infer<typeof OwnFile>;

/** What a commit’s own file says of its checks; null where there is none, or none that can be read. */
export async function readOwnFile(base: CommitFiles): Promise<OwnFile | null> {
  const text = await base.read(OWN_FILE);
  if (text === null) return null;
  try {
    return OwnFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
