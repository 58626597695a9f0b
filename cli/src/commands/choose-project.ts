import { listProjects, type Project } from '@/contract/project';
import type { Dashboard } from '../server/dashboard';
import { ServerFault } from '../server/server-fault';
import { Failure } from '../terminal/failure';

const PAGE = 100;

/** The id of the project that a person named by its name or id; undefined where none was named. Throws a Failure that says which there are. */
export async function chooseProject(
  dashboard: Dashboard,
  given: string | undefined,
): Promise<string | undefined> {
  if (given === undefined || given.startsWith('proj_')) return given;
  const names: string[] = [];
  for await (const { id, name } of allProjects(dashboard)) {
    if (name.toLowerCase() === given.toLowerCase()) return id;
    names.push(name);
  }
  const known = names.length > 0 ? `There are: ${names.join(', ')}.` : 'The dashboard has no project yet.';
  throw new Failure('NO_SUCH_PROJECT', `No project is called “${given}”. ${known}`, 'usage');
}

/** Throws what a call threw; a refusal because none of several projects was `given` as a Failure that says which there are. */
export const sayWhichProject =
  (dashboard: Dashboard, given: string | undefined) =>
  async (error: unknown): Promise<never> => {
    if (given !== undefined) throw error;
    const fields = (error instanceof ServerFault && error.facts.details.fieldErrors) || [];
    if (!(fields as { path?: unknown }[]).some(({ path }) => path === 'projectId')) throw error;
    const names: string[] = [];
    for await (const { name } of allProjects(dashboard)) names.push(name);
    if (names.length < 2) throw error;
    const sentence = `The dashboard has several projects. Say which with --project: ${names.join(', ')}.`;
    throw new Failure('PROJECT_UNNAMED', sentence, 'usage', error);
  };

async function* allProjects(dashboard: Dashboard): AsyncGenerator<Project> {
  for (let offset = 0; ; offset += PAGE) {
    const { items, pagination } = await dashboard.list(listProjects, { query: { limit: PAGE, offset } });
    yield* items;
    if (!pagination.hasMore) return;
  }
}
