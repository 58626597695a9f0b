import type { VerifyBy } from '@/contract/project';
import type { Runner } from '@/contract/runner';
import type { AgentKind } from '@/contract/task';
import { sayDuration, sayMoment } from './say';
import type { Hold } from './scene';

/** A runner as the queue sees it. */
export interface Machine extends Runner {
  uuid: string;
  projectReport: { state: string; detail: string } | null;
}
/** What a task asks of the machine that takes it. */
export interface Asking {
  ref: string;
  /** A wire id. */
  projectId: string;
  signature: string | null;
  ready: AgentKind;
  project: { name: string; verifyBy: VerifyBy };
  projectLink: string;
  runnerLabels: string[];
  engine: string | null;
  /** The only machine that has its commit: database uuid. */
  pinnedRunnerId: string | null;
  /** Machines that a person took it away from: database uuids. */
  avoidRunnerIds: string[];
}

/**
 * The first reason why none of the machines can take it now, or null where one could. Pure: each rule is passed
 * only by the machines that passed all before it.
 */
export function whyNoRunner(task: Asking, machines: Machine[], now: Date): Hold | null {
  if (machines.length === 0)
    return hold('No runner is connected. Connect a machine to have it worked on.', '/connect');
  let left = machines;
  for (const { keep, none } of RULES) {
    const kept = left.filter((machine) => keep(machine, task));
    if (kept.length === 0) return none(left, task, now);
    left = kept;
  }
  return null;
}

interface Rule {
  keep(machine: Machine, task: Asking): boolean;
  none(left: Machine[], task: Asking, now: Date): Hold;
}

const hold = (sentence: string, link: string | null): Hold => ({ code: 'runner', sentence, link });
const linkTo = (machines: Machine[]): string =>
  machines.length === 1 ? `/runners/${machines[0]!.id}` : '/runners';
const names = (machines: Machine[], say: (machine: Machine) => string): string => {
  const said = machines.slice(0, 3).map(say).join('; ');
  return machines.length > 3 ? `${said}; and ${machines.length - 3} more` : said;
};

/** Its checks are for another machine than the one that made its commit. */
const wantsAnother = ({ ready, pinnedRunnerId, project }: Asking): boolean =>
  ready === 'verify' && pinnedRunnerId !== null && project.verifyBy === 'another_runner';
/** Only the machine that has its commit can go on with it. */
const isPinned = (task: Asking): boolean =>
  task.ready !== 'work' && task.pinnedRunnerId !== null && !wantsAnother(task);

const RULES: Rule[] = [
  {
    keep: ({ uuid }, task) => !wantsAnother(task) || uuid !== task.pinnedRunnerId,
    none: (left, { project, projectLink }) =>
      hold(
        `It waits for another runner: checks of ${project.name} are not run by the machine that did the work, and ${names(left, ({ name }) => name)} is the only one. Connect a machine that reaches the same repository, or let any runner check on the project’s page.`,
        projectLink,
      ),
  },
  {
    keep: ({ uuid }, task) => !isPinned(task) || uuid === task.pinnedRunnerId,
    none: () =>
      hold(
        'Its commit is only on a machine that has been revoked. Request changes to have it done again elsewhere.',
        '/runners',
      ),
  },
  {
    keep: ({ liveness }) => liveness === 'online' || liveness === 'busy',
    none: (left, task, now) =>
      hold(
        `${isPinned(task) ? 'The machine that has its commit is not online' : wantsAnother(task) ? 'It waits for another runner than the one that did the work' : 'No runner is online'}: ${names(left, (machine) => `${machine.name} ${lastSeen(machine, now)}`)}.`,
        linkTo(left),
      ),
  },
  {
    keep: ({ status }) => status === 'ACTIVE',
    none: (left) => hold(`${names(left, sayHeld)}.`, linkTo(left)),
  },
  {
    keep: ({ uuid }, { ready, avoidRunnerIds }) => ready !== 'work' || !avoidRunnerIds.includes(uuid),
    none: (left) =>
      hold(
        `It was taken away from every runner that is online: ${names(left, ({ name }) => name)}. Connect another machine, or try it again without reassigning.`,
        '/runners',
      ),
  },
  {
    keep: ({ projectReport }) => projectReport?.state === 'ok',
    none: (left, { project, projectLink }) =>
      hold(
        `No runner that is online can serve ${project.name}: ${names(left, ({ name, projectReport }) => `${name}: ${saysOf(projectReport)}`)}.`,
        projectLink,
      ),
  },
  {
    keep: ({ projectIds }, { projectId }) => projectIds === null || projectIds.includes(projectId),
    none: (left, { project }) =>
      hold(
        `${names(left, ({ name }) => name)} may work on other projects alone. Add ${project.name} to the projects of a runner on its page.`,
        linkTo(left),
      ),
  },
  {
    keep: ({ labels }, { runnerLabels }) => runnerLabels.every((label) => labels.includes(label)),
    none: (left, { runnerLabels }) =>
      hold(
        `No runner has ${runnerLabels.length === 1 ? 'the label' : 'all of the labels'} ${runnerLabels.join(', ')} (0 of ${left.length}).`,
        '/runners',
      ),
  },
  {
    keep: ({ signedOnly }, { signature }) => !signedOnly || signature !== null,
    none: (left, { ref }) =>
      hold(
        `It is not signed, and every runner that could take it takes signed tasks alone: ${names(left, ({ name }) => name)}. Whose key they trust signs it with: agent-orchestrator tasks sign ${ref}`,
        linkTo(left),
      ),
  },
  {
    keep: ({ report }, { ready, engine }) =>
      ready !== 'work' ||
      (report === null
        ? engine === null
        : report.engines.some((one) => one.available && (engine === null || one.engine === engine))),
    none: (left, { engine }) =>
      hold(
        engine === null
          ? `No runner that could take it has an engine (0 of ${left.length}): install Claude Code there, or start the runner with an API key.`
          : `No runner that could take it has the engine ${engine} (0 of ${left.length}).`,
        linkTo(left),
      ),
  },
  {
    keep: ({ quotaUntil }, { ready }) => ready !== 'work' || quotaUntil === null,
    none: (left, _task, now) =>
      hold(
        `The usage limit of every model account that could work on it is reached: ${names(left, ({ name, quotaUntil }) => `${name} until ${sayMoment(new Date(quotaUntil!), now)}`)}.`,
        linkTo(left),
      ),
  },
  {
    keep: ({ running, maxConcurrent }) => running < maxConcurrent,
    none: (left) =>
      hold(
        `Every runner that could take it is busy: ${names(left, ({ name, running, maxConcurrent }) => `${running} of ${maxConcurrent} on ${name}`)}.`,
        linkTo(left),
      ),
  },
];

function sayHeld({ name, status, pauseNote }: Machine): string {
  if (status !== 'PAUSED') return `${name} lost several agents and is held back`;
  return `${name} is paused${pauseNote ? `: ${pauseNote.replace(/\.$/, '')}` : ''}`;
}

function lastSeen({ lastSeenAt, liveness }: Machine, now: Date): string {
  if (liveness === 'never') return 'has never been started';
  return lastSeenAt === null
    ? 'has signed off'
    : `was last seen ${sayDuration(now.getTime() - Date.parse(lastSeenAt))} ago`;
}

function saysOf(report: Machine['projectReport']): string {
  if (!report) return 'has not looked for the repository yet';
  return report.detail.replace(/\.$/, '') || report.state.replaceAll('_', ' ');
}
