import type { ApprovalTable } from '@/contract/approval';
import type { Project } from '@/contract/project';
import { STANDARD_APPROVALS } from '@/contract/who-approves';
import { formatMoney, parseMoney } from '../ui/format-money';

export interface CheckDraft {
  key: string;
  name: string;
  kind: 'syntax' | 'types' | 'lint' | 'test' | 'custom';
  command: string;
  timeoutSeconds: string;
}
export interface ProjectDraft {
  name: string;
  repo: string;
  defaultBranch: string;
  setup: string;
  checks: CheckDraft[];
  autoMergeLow: boolean;
  verifyElsewhere: boolean;
  judge: boolean;
  approvals: ApprovalTable;
  budget: string;
  timeoutMinutes: string;
  maxTurns: string;
  isPrivate: boolean;
}

export const emptyProject: ProjectDraft = {
  name: '',
  repo: '',
  defaultBranch: 'main',
  setup: '',
  checks: [],
  autoMergeLow: true,
  verifyElsewhere: false,
  judge: false,
  approvals: STANDARD_APPROVALS,
  budget: '',
  timeoutMinutes: '30',
  maxTurns: '60',
  isPrivate: false,
};

/** A project as its form shows it. */
export function toDraft(project: Project): ProjectDraft {
  return {
    name: project.name,
    repo: project.repo,
    defaultBranch: project.defaultBranch,
    setup: project.setup ? joinArgv(project.setup) : '',
    checks: project.checks.map((check, index) => ({
      key: `${index} ${check.name}`,
      name: check.name,
      kind: check.kind,
      command: joinArgv(check.argv),
      timeoutSeconds: String(Math.round(check.timeoutMs / 1000)),
    })),
    autoMergeLow: project.autoMergeLow,
    verifyElsewhere: project.verifyBy === 'another_runner',
    judge: project.judge,
    approvals: project.approvals ?? STANDARD_APPROVALS,
    budget:
      project.defaultBudgetMicros === null
        ? ''
        : formatMoney(project.defaultBudgetMicros).slice(1).replaceAll(',', ''),
    timeoutMinutes: String(project.defaultTimeoutMs / 60_000),
    maxTurns: String(project.defaultMaxTurns),
    isPrivate: project.visibility === 'private',
  };
}

/** What the form says, as the contract wants it. Wrong numbers stay wrong, for the contract to refuse. */
export function fromDraft(draft: ProjectDraft) {
  return {
    name: draft.name.trim(),
    repo: draft.repo.trim(),
    defaultBranch: draft.defaultBranch.trim(),
    setup: draft.setup.trim() === '' ? null : splitArgv(draft.setup),
    checks: draft.checks.map((check) => ({
      name: check.name.trim(),
      kind: check.kind,
      argv: splitArgv(check.command),
      timeoutMs: Number(check.timeoutSeconds) * 1000,
    })),
    autoMergeLow: draft.autoMergeLow,
    judge: draft.judge,
    approvals: isStandard(draft.approvals) ? null : draft.approvals,
    verifyBy: draft.verifyElsewhere ? ('another_runner' as const) : ('any' as const),
    defaultBudgetMicros: parseMoney(draft.budget),
    defaultTimeoutMs: Math.round(Number(draft.timeoutMinutes) * 60_000),
    defaultMaxTurns: Number(draft.maxTurns),
    visibility: draft.isPrivate ? ('private' as const) : ('workspace' as const),
  };
}

const isStandard = (table: ApprovalTable): boolean =>
  Object.entries(STANDARD_APPROVALS).every(([risk, rule]) => {
    const { people, another, admins } = table[risk as keyof ApprovalTable];
    return people === rule.people && another === rule.another && admins === rule.admins;
  });

/** A command line as an argument list: quotes group, a backslash takes the next character as it is. No shell ever sees it. */
export function splitArgv(command: string): string[] {
  const words: string[] = [];
  const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g;
  for (const [found] of command.matchAll(word)) {
    words.push(
      found.replace(
        /\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
        (_, escaped?: string, double?: string, single?: string) =>
          escaped ?? double?.replace(/\\(.)/g, '$1') ?? single ?? '',
      ),
    );
  }
  return words;
}

/** The reverse of splitArgv. */
export function joinArgv(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/(["\\])/g, '\\$1')}"`))
    .join(' ');
}
