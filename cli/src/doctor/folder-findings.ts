import type { Finding } from '@/contract/runner';
import { proveWritable } from '../config/store';
import { explainError } from '../terminal/explain-error';
import { Failure } from '../terminal/failure';

/** What keeps this machine from writing in folders of its own; nothing where it can. */
export function folderFindings(...folders: string[]): Finding[] {
  return folders.flatMap((folder): Finding[] => {
    try {
      proveWritable(folder);
      return [];
    } catch (error) {
      const finding = { code: 'folder', level: 'error' as const };
      if (error instanceof Failure)
        return [{ ...finding, message: error.message, fix: 'agent-orchestrator doctor --fix' }];
      return [{ ...finding, message: explainError(error).message.slice(0, 500) }];
    }
  });
}
