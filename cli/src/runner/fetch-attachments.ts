import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttachedFile, fetchAttachedFile, listAttachedFiles } from '@/contract/attachment';
import { privateFolder } from '../config/folders';
import { withRetries } from '../server/retry';
import { sayCount } from '../terminal/quantities';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { safeName } from './safe-name';

/** Files of a task as they lie on this machine, for its agent to read. */
export interface Attached {
  /** Outside of the worktree, so that nothing of it is committed. */
  folder: string;
  files: { path: string; name: string; mediaType: string; size: number }[];
  /** Names of those that did not come whole. */
  missing: string[];
}

/** How long one file may take, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Fetches the files that people gave to the task into a folder of the agent; null where there are none for it. A machine
 * that takes signed tasks alone takes none: nobody has signed them. Throws a ServerFault.
 */
export async function fetchAttachments(agent: LiveAgent, machine: Machine): Promise<Attached | null> {
  if (!machine.features.includes('attachments')) return null;
  const params = { id: agent.assignment.agentId };
  const { signal } = agent;
  const listed = await withRetries(() => agent.call(listAttachedFiles, { params, signal }), { signal });
  if (listed.length === 0) return null;
  if (machine.rules.requireSignedTasks) {
    agent.log.note(`${sayCount(listed.length, 'attached file')} left out: nobody signs files.`);
    return null;
  }
  agent.phase('preparing', `Fetching ${sayCount(listed.length, 'attached file')}`);
  const attached: Attached = {
    folder: privateFolder(join(agent.folder, 'attachments')),
    files: [],
    missing: [],
  };
  const taken = new Set<string>();
  for (const file of listed) {
    const bytes = await withRetries(
      () =>
        agent.call(fetchAttachedFile, {
          params: { ...params, attachmentId: file.id },
          timeoutMs: PATIENCE_MS,
          signal,
        }),
      { signal },
    );
    if (!isWhole(file, bytes)) {
      agent.log.note(`The attached file ${file.name} did not come as it was given, and is left out.`);
      attached.missing.push(file.name);
      continue;
    }
    const path = join(attached.folder, safeName(file.name, taken));
    writeFileSync(path, bytes, { mode: 0o400, flag: 'wx' });
    attached.files.push({ path, name: file.name, mediaType: file.mediaType, size: file.size });
  }
  return attached;
}

const isWhole = ({ size, sha256 }: AttachedFile, bytes: Uint8Array): boolean =>
  bytes.byteLength === size && createHash('sha256').update(bytes).digest('hex') === sha256;
