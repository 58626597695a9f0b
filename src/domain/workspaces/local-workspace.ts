import { newId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { ENSURE_LOCAL_WORKSPACE } from './local-workspace.sql';

/** The workspace and owner of single-user mode, made on first use. Ids are database uuids. */
export interface LocalWorkspace {
  workspaceId: string;
  userId: string;
}

const found = () => shared<{ local?: LocalWorkspace }>('local-workspace', () => ({}));

export async function localWorkspace(): Promise<LocalWorkspace> {
  const held = found();
  if (!held.local) {
    const [row] = await engine.query(ENSURE_LOCAL_WORKSPACE, [newId(), newId()]);
    held.local = { workspaceId: row.workspace_id, userId: row.user_id };
  }
  return held.local;
}
