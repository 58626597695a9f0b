import { dirname, relative } from 'node:path';
import { configFolder, stateFolder } from '../config/folders';
import { Failure } from './failure';

const NO_RIGHT = {
  why: (folder: string) => `You have no right to write in ${folder}.`,
  remedy: 'Change its rights',
};
const SAYS: Partial<Record<string, typeof NO_RIGHT>> = {
  EROFS: {
    why: (folder) => `${folder} is on a file system that can only be read.`,
    remedy: 'Make it writable',
  },
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  ENOSPC: { why: (folder) => `The disk that holds ${folder} is full.`, remedy: 'Free some space' },
};

/** A refusal of the file system as a sentence that names the folder; null for any other error. */
export function explainRefusedFile(error: NodeJS.ErrnoException): Failure | null {
  const { code = '', path, syscall = '' } = error;
  const says = SAYS[code];
  if (!says || syscall.startsWith('spawn')) return null;
  // A write that fails names no file: what this program writes unasked is its state.
  if (path === undefined && code !== 'ENOSPC') return null;
  const folder = path === undefined ? stateFolder() : dirname(path);
  const own = [configFolder(), stateFolder()].some((one) => holds(one, folder) || holds(folder, one));
  const elsewhere = own ? ', or set AGENT_ORCHESTRATOR_HOME to a folder elsewhere' : '';
  return new Failure(code, `${says.why(folder)} ${says.remedy}${elsewhere}.`, 'failure', error);
}

const holds = (folder: string, path: string): boolean => !relative(folder, path).startsWith('..');
