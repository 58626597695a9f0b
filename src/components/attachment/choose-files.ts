import { ATTACHMENTS_MAX, ATTACHMENTS_MOST } from '@/contract/attachment-limits';
import { formatBytes } from '../ui/format-count';
import { words } from '../words/attachment-chosen';
import { refuseFile } from './refuse-file';

interface Sized {
  name: string;
  size: number;
}

/** Which of some more files a task takes besides those it has, and why not the others. Pure. */
export function chooseFiles<F extends Sized>(has: F[], more: F[]): { files: F[]; problems: string[] } {
  const files = [...has];
  const problems: string[] = [];
  for (const file of more) {
    const problem = refuseFile(file) ?? refuseBesides(files, file);
    if (problem) problems.push(problem);
    else files.push(file);
  }
  return { files, problems };
}

function refuseBesides(has: Sized[], { name, size }: Sized): string | null {
  if (has.length >= ATTACHMENTS_MOST) return words.tooMany(name, ATTACHMENTS_MOST);
  if (has.reduce((sum, one) => sum + one.size, size) > ATTACHMENTS_MAX)
    return words.tooLarge(name, formatBytes(ATTACHMENTS_MAX));
  return null;
}
