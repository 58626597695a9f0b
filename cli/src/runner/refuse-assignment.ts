import { isBranchName } from '@/contract/branch-name';
import type { Assignment } from '@/contract/claim';
import { TaskRole } from '@/contract/task';
import type { Connection } from '../config/store';
import { type SignedRules, whyNotSigned } from '../signing/check-signed';
import { refuseCommand } from './refuse-command';

/** What the owner of this machine has said of the work that it takes. */
export type LocalRules = Pick<Connection, 'projects' | 'shellChecks' | 'network'> & SignedRules;

const REF = /^TASK-[1-9]\d{0,8}$/;
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const MODEL = /^[A-Za-z0-9][\w.:/@[\]-]{0,99}$/;
const PROMPT_MAX = 256 * 1024;
const CHECKS_MAX = 20;
const DAY_MS = 86_400_000;

/**
 * Why this machine does not work on what the server gave it, in a sentence; null where it does. Nothing of the
 * assignment has been used before. `lastAttempt` is the newest attempt of the task that this process has had, `repo` where
 * the server said that its project lies.
 */
export function refuseAssignment(
  assignment: Assignment,
  rules: LocalRules,
  lastAttempt: number | null,
  repo: string | null,
): string | null {
  const why =
    refuseNames(assignment, lastAttempt) ??
    refuseLimits(assignment) ??
    refuseProject(assignment, rules) ??
    refuseCommands(assignment, rules) ??
    whyNotSigned(assignment, rules, repo, Date.now());
  return why === null ? null : `This machine refuses the task: ${why}.`;
}

function refuseNames(assignment: Assignment, lastAttempt: number | null): string | null {
  const { taskRef, attempt, branch, baseBranch, targetBranch, headSha, baseSha, model, kind } = assignment;
  const said = (value: string | null) => JSON.stringify(String(value).slice(0, 120));
  if (!REF.test(taskRef)) return `${said(taskRef)} is no reference of a task`;
  if (attempt < 1 || attempt > 1_000_000) return `attempt ${attempt} is out of bounds`;
  if (lastAttempt !== null && attempt <= lastAttempt)
    return `attempt ${attempt} of ${taskRef} is not newer than attempt ${lastAttempt}, which it has had`;
  if (branch !== `ao/${taskRef}/${attempt}`)
    return `an agent of it writes ao/${taskRef}/${attempt} only, not ${said(branch)}`;
  for (const name of [baseBranch, targetBranch])
    if (!isBranchName(name)) return `${said(name)} is not a plain branch name`;
  if (kind === 'merge' && targetBranch.startsWith('ao/')) return `${said(targetBranch)} belongs to an agent`;
  for (const commit of [headSha, baseSha])
    if (commit !== null && !COMMIT.test(commit)) return `${said(commit)} is not a commit id`;
  if (model !== null && !MODEL.test(model)) return `${said(model)} is not the name of a model`;
  return null;
}

function refuseLimits({ limits, task, earlier, leaseTtlMs, project }: Assignment): string | null {
  const bounds: [string, number | null, number, number][] = [
    ['time limit', limits.timeoutMs, 1, DAY_MS],
    ['number of turns', limits.maxTurns, 1, 10_000],
    ['number of rounds', limits.maxRounds, 0, 100],
    ['budget', limits.budgetMicros, 0, Number.MAX_SAFE_INTEGER],
    ['lease', leaseTtlMs, 1, DAY_MS],
  ];
  for (const [name, value, least, most] of bounds)
    if (value !== null && (value < least || value > most)) return `its ${name} (${value}) is out of bounds`;
  if (!TaskRole.safeParse(task.role).success) return 'its role is not one that is known here';
  if (JSON.stringify({ task, earlier }).length > PROMPT_MAX)
    return `what it says is longer than ${PROMPT_MAX / 1024} KiB`;
  if (project.checks.length > CHECKS_MAX) return `it has more than ${CHECKS_MAX} checks`;
  return null;
}

function refuseProject({ project }: Assignment, { projects }: LocalRules): string | null {
  if (isOnList(project, projects)) return null;
  return `project ${project.name} is not on the list of this machine. To allow it: agent-orchestrator config set projects ${[...(projects ?? []), project.name].join(',')}`;
}

/** Whether a project is on the list of this machine, by its name or id; without a list every project is. */
export const isOnList = ({ id, name }: { id: string; name: string }, projects: string[] | undefined) =>
  projects === undefined || projects.includes(id) || projects.includes(name);

function refuseCommands({ project }: Assignment, { shellChecks }: LocalRules): string | null {
  if (shellChecks) return null;
  for (const argv of [
    ...project.checks.map((check) => check.argv),
    ...(project.setup ? [project.setup] : []),
  ]) {
    const why = refuseCommand(argv);
    if (why) return why;
  }
  return null;
}
