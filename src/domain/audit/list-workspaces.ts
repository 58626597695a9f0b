import { engine } from '@/lib/pool';
import { LIST_WORKSPACES } from './list-workspaces.sql';

/** Every workspace of the installation that is not being erased, the oldest first; ids are database uuids. */
export const listWorkspaces = (): Promise<{ id: string; name: string }[]> => engine.query(LIST_WORKSPACES);
