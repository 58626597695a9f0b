import type { Task } from '@/contract/task';
import { formatMoney, parseMoney } from '../ui/format-money';
import { linesOf, wordsOf } from './task-draft-state';

export interface ChangeForm {
  title: string;
  description: string;
  type: Task['type'];
  parent: string;
  priority: string;
  riskLevel: Task['riskLevel'];
  budget: string;
  files: string;
  reads: string;
  acceptance: string;
  dependsOn: string;
  labels: string;
  runnerLabels: string;
  baseBranch: string;
  targetBranch: string;
  requiresReview: boolean;
}

/** A task as the form shows it that changes it. */
export const toChangeForm = (task: Task): ChangeForm => ({
  title: task.title,
  description: task.description,
  type: task.type,
  parent: task.parentRef ?? '',
  priority: String(task.priority),
  riskLevel: task.riskLevel,
  budget: task.budgetMicros === null ? '' : formatMoney(task.budgetMicros).slice(1).replaceAll(',', ''),
  files: task.filesHint.join('\n'),
  reads: task.readsHint.join('\n'),
  acceptance: task.acceptance.join('\n'),
  dependsOn: task.dependsOn.join(' '),
  labels: task.labels.join(' '),
  runnerLabels: task.runnerLabels.join(' '),
  baseBranch: task.baseBranch ?? '',
  targetBranch: task.targetBranch ?? '',
  requiresReview: task.requiresReview,
});

/** What the form says, as the contract wants it: only what differs from the task, so that nothing else is touched. */
export function toTaskChange(form: ChangeForm, task: Task) {
  const before = toChangeForm(task);
  const said = {
    title: form.title.trim(),
    description: form.description,
    type: form.type,
    parent: form.parent.trim() || null,
    priority: Number(form.priority),
    riskLevel: form.riskLevel,
    budget: parseMoney(form.budget),
    files: linesOf(form.files),
    reads: linesOf(form.reads),
    acceptance: linesOf(form.acceptance),
    dependsOn: wordsOf(form.dependsOn),
    labels: wordsOf(form.labels),
    runnerLabels: wordsOf(form.runnerLabels),
    baseBranch: form.baseBranch.trim() || null,
    targetBranch: form.targetBranch.trim() || null,
    requiresReview: form.requiresReview,
  } satisfies Record<keyof ChangeForm, unknown>;
  const names: Partial<Record<keyof ChangeForm, string>> = {
    budget: 'budgetMicros',
    files: 'filesHint',
    reads: 'readsHint',
  };
  const keys = (Object.keys(said) as (keyof ChangeForm)[]).filter((key) => form[key] !== before[key]);
  return {
    ...Object.fromEntries(keys.map((key) => [names[key] ?? key, said[key]])),
    version: task.version,
  };
}
