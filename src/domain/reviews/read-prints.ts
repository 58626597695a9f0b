import { type FileDiff, parsePatch } from '@/contract/parse-patch';
import type { ChangedFile } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { sha256 } from '@/lib/hash';

/** What stands for the changes that a commit of a task (a database uuid) makes in each file: equal for equal changes. */
export async function readPrints(tx: Tx, taskId: string, headSha: string): Promise<Map<string, string>> {
  const change = await tx.change.findFirst({
    where: { agent: { taskId, headSha } },
    orderBy: { agent: { attempt: 'desc' } },
    select: { files: true, patch: true },
  });
  const prints = new Map<string, string>();
  // The patch leaves out what has no lines, and what was cut off.
  for (const file of (change?.files ?? []) as ChangedFile[]) prints.set(file.path, printOf(file, []));
  for (const file of parsePatch(change?.patch ?? '')) prints.set(file.path, printOf(file, file.hunks));
  return prints;
}

const printOf = (file: ChangedFile | FileDiff, hunks: FileDiff['hunks']): string => {
  const lines = hunks.flatMap((hunk) => hunk.lines.map(({ kind, text }) => `${kind} ${text}`));
  return sha256([file.status, file.additions, file.deletions, ...lines].join('\n')).toString('hex');
};
