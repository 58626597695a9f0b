import type { ServedProject } from '@/contract/session';
import { BoundedMap } from '@/lib/bounded-map';
import { fromWireId, toWireId } from '@/lib/ids';
import { engine, type Runs } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { PROJECTS_VERSION, REPORT_PROJECTS, SERVED_PROJECTS } from './open-session.sql';

/** The projects a runner may match against its machine, and their version. */
export async function servedProjects(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
): Promise<{ projects: ServedProject[]; projectsVersion: string }> {
  const projectsVersion = await projectsVersionOf(runs, workspaceId);
  const rows = await runs.query(SERVED_PROJECTS, [workspaceId]);
  return { projects: rows.map(toServedProject), projectsVersion };
}

/** Changes with any project of the workspace. */
export async function projectsVersionOf(runs: Pick<Runs, 'query'>, workspaceId: string): Promise<string> {
  const [row] = await runs.query(PROJECTS_VERSION, [workspaceId]);
  return row.version;
}

/** How long the version may be remembered: a claim of a runner that knows an older one waits that much longer at most. */
const REMEMBER_MS = 1_000;
const MOST = 10_000;
const remembered = () =>
  shared(
    'projects-versions',
    () => new BoundedMap<string, { version: Promise<string>; until: number }>(MOST),
  );

/** The same, remembered for a second as long as it is the one that a runner says it knows. */
export async function knownProjectsVersion(workspaceId: string, said: string): Promise<string> {
  const known = remembered().get(workspaceId);
  if (known && known.until > performance.now() && (await known.version) === said) return said;
  const version = projectsVersionOf(engine, workspaceId);
  version.catch(() => remembered().delete(workspaceId));
  remembered().set(workspaceId, { version, until: performance.now() + REMEMBER_MS });
  return version;
}

/** A row of SERVED_PROJECTS (or one with the same columns) as the runner sees it. */
export function toServedProject(row: {
  id: string;
  name: string;
  repo: string;
  default_branch: string;
  checks: ServedProject['checks'];
  setup: string[] | null;
}): ServedProject {
  return {
    id: toWireId('proj', row.id),
    name: row.name,
    repo: row.repo,
    defaultBranch: row.default_branch,
    checks: row.checks,
    setup: row.setup,
  };
}

interface Report {
  /** A wire id. */
  projectId: string;
  state: string;
  detail: string;
}

/** Writes down what a runner says of each project's repository on its machine; answers the projects as they stand. */
export async function reportProjects(workspaceId: string, runnerId: string, reports: Report[]) {
  const column = <T>(pick: (report: Report) => T) => reports.map(pick);
  const projects = column((r) => fromWireId('proj', r.projectId));
  await engine.query(REPORT_PROJECTS, [
    workspaceId,
    runnerId,
    projects,
    column((r) => r.state),
    column((r) => r.detail),
  ]);
  return servedProjects(engine, workspaceId);
}
