import type { Limits } from '@/domain/settings/queue-settings';

/** Agents at work: of a project, in a role where they do the work itself. */
export interface Live {
  project_id: string;
  role: string | null;
  n: number;
}
interface Wish {
  project_id: string;
  role: string;
  ready: 'work' | 'verify' | 'merge';
}

/**
 * How many agents may still begin under the limits of a workspace. Pure: counts what is at work, and what it
 * admits itself. Without limits it admits everything.
 */
export class RoomLeft {
  private readonly projects = new Map<string, number>();
  private readonly roles = new Map<string, number>();
  private workspace: number;

  constructor({ queue, projects }: Limits, live: Live[]) {
    this.workspace = (queue.maxConcurrent ?? Number.POSITIVE_INFINITY) - sum(live);
    for (const [id, most] of Object.entries(projects))
      this.projects.set(id, most - sum(live.filter((one) => one.project_id === id)));
    for (const [role, most] of Object.entries(queue.roleLimits))
      this.roles.set(role, most - sum(live.filter((one) => one.role === role)));
  }

  /** How many agents in all. */
  get agents(): number {
    return Math.max(0, this.workspace);
  }

  /** Whether some limit is reached, so that the end of an agent makes room. */
  isFull = (): boolean =>
    this.workspace <= 0 ||
    this.fullRoles().length > 0 ||
    [...this.projects.values()].some((left) => left <= 0);

  /** Whether a project has room for one more. */
  inProject = (id: string): boolean => (this.projects.get(id) ?? 1) > 0;

  /** The roles that have none. */
  fullRoles = (): string[] => [...this.roles].filter(([, left]) => left <= 0).map(([role]) => role);

  /** Takes the room of one agent, or says that there is none. */
  admit({ project_id, role, ready }: Wish): boolean {
    const inRole = ready === 'work' ? this.roles.get(role) : undefined;
    if (this.workspace <= 0 || !this.inProject(project_id) || (inRole !== undefined && inRole <= 0))
      return false;
    this.workspace -= 1;
    const inProject = this.projects.get(project_id);
    if (inProject !== undefined) this.projects.set(project_id, inProject - 1);
    if (inRole !== undefined) this.roles.set(role, inRole - 1);
    return true;
  }

  /** Gives back the room of one that did not begin after all. */
  leave({ project_id, role, ready }: Wish): void {
    this.workspace += 1;
    const inProject = this.projects.get(project_id);
    if (inProject !== undefined) this.projects.set(project_id, inProject + 1);
    const inRole = ready === 'work' ? this.roles.get(role) : undefined;
    if (inRole !== undefined) this.roles.set(role, inRole + 1);
  }
}

const sum = (live: Live[]): number => live.reduce((all, { n }) => all + n, 0);
