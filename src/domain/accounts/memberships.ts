import type { Role } from '@/contract/policy';
import { engine } from '@/lib/pool';
import { MEMBERSHIPS_OF } from './memberships.sql';

/** Ids are database uuids. */
export interface Membership {
  workspaceId: string;
  name: string;
  role: Role;
}

/** The workspaces that a person (a database uuid) is in, the first one joined first. */
export const memberships = async (userId: string): Promise<Membership[]> =>
  (await engine.query(MEMBERSHIPS_OF, [userId])).map((row) => ({
    workspaceId: row.workspace_id,
    name: row.name,
    role: row.role,
  }));
