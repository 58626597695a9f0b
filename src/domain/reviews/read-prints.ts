import { type FileDiff, type Hunk, parsePatch } from '@/contract/parse-patch';
import type { ChangedFile } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { sha256 } from '@/lib/hash';

/** What stands for the changes of a file and of each of its hunks: equal for equal changes, wherever they stand. */
export interface Prints {
  file: string;
  hunks: string[];
}

/** The prints of what a commit of a task (a database uuid) changes, by path. */
export async function readPrints(tx: Tx, taskId: string, headSha: string): Promise<Map<string, Prints>> {
  const change = await tx.change.findFirst({
    where: { agent: { taskId, headSha } },
    orderBy: { agent: { attempt: 'desc' } },
    select: { files: true, patch: true },
  });
  const prints = new Map<string, Prints>();
  // The patch leaves out what has no lines, and what was cut off.
  for (const file of (change?.files ?? []) as ChangedFile[]) prints.set(file.path, printsOf(file, []));
  for (const file of parsePatch(change?.patch ?? '')) prints.set(file.path, printsOf(file, file.hunks));
  return prints;
}

function printsOf(file: ChangedFile | FileDiff, hunks: Hunk[]): Prints {
  const texts = hunks.map((hunk) => hunk.lines.map(({ kind, text }) => `${kind} ${text}`));
  const seen = new Map<string, number>();
  const hunkPrints = texts.map((lines) => {
    const print = printOf(lines);
    const nth = seen.get(print) ?? 0;
    seen.set(print, nth + 1);
    // The same lines may be changed the same way at several places.
    return nth === 0 ? print : `${print}.${nth}`;
  });
  return {
    file: printOf([file.status, file.additions, file.deletions, ...texts.flat()]),
    hunks: hunkPrints,
  };
}

const printOf = (parts: (string | number)[]): string => sha256(parts.join('\n')).toString('hex');
