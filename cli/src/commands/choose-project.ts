import { listProjects } from '@/contract/project';
import type { Dashboard } from '../server/dashboard';
import { Failure } from '../terminal/failure';

const PAGE = 100;

/** The id of the project that a person named by its name or id; undefined where none was named. Throws a Failure that says which there are. */
export async function chooseProject(
  dashboard: Dashboard,
  given: string | undefined,
): Promise<string | undefined> {
  if (given === undefined || given.startsWith('proj_')) return given;
  const names: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { items, pagination } = await dashboard.list(listProjects, { query: { limit: PAGE, offset } });
    const found = items.find(({ name }) => name.toLowerCase() === given.toLowerCase());
    if (found) return found.id;
    names.push(...items.map(({ name }) => name));
    if (!pagination.hasMore) break;
  }
  const known = names.length > 0 ? `There are: ${names.join(', ')}.` : 'The dashboard has no project yet.';
  throw new Failure('NO_SUCH_PROJECT', `No project is called “${given}”. ${known}`, 'usage');
}
