import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { privateFolder, stateFolder } from '../../config/folders';
import { writePrivately } from '../../config/store';

/** What must be known of a task that is worked on by hand on this machine. */
const HandWork = z.object({
  taskRef: z.string(),
  taskId: z.string(),
  repo: z.string(),
  worktree: z.string(),
  branch: z.string(),
  baseSha: z.string(),
  /** The engine's session that can be gone on with there, and the engine it is of. */
  sessionId: z.string().nullable(),
  engine: z.string().nullable(),
});
export type HandWork = z.infer<typeof HandWork>;

const handFolders = () => join(stateFolder(), 'takeovers');

/** The private folder for one task's work by hand; it stands where a task was taken over. */
export const handFolder = (taskId: string): string => join(handFolders(), taskId);

const noteOf = (taskId: string) => join(handFolder(taskId), 'work.json');

/** What stands on this machine of a task; null where nobody took it over here, or its working tree is gone. */
export function findHandWork(taskId: string): HandWork | null {
  const note = noteOf(taskId);
  if (!existsSync(note)) return null;
  const work = HandWork.parse(JSON.parse(readFileSync(note, 'utf8')));
  return existsSync(work.worktree) ? work : null;
}

export function noteHandWork(work: HandWork): void {
  privateFolder(handFolders());
  writePrivately(noteOf(work.taskId), JSON.stringify(work));
}

export const forgetHandWork = (taskId: string): void =>
  rmSync(handFolder(taskId), { recursive: true, force: true });
