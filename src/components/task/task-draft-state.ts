import type { TaskDraft } from '@/contract/task';
import { parseMoney } from '../ui/format-money';

export interface TaskForm {
  projectId: string;
  type: TaskDraft['type'];
  parent: string;
  baseBranch: string;
  targetBranch: string;
  title: string;
  description: string;
  priority: string;
  riskLevel: TaskDraft['riskLevel'];
  role: TaskDraft['role'];
  files: string;
  reads: string;
  dependsOn: string;
  acceptance: string;
  labels: string;
  runnerLabels: string;
  requiresReview: boolean;
  engine: '' | 'claude-code' | 'anthropic-api';
  model: string;
  budget: string;
  timeoutMinutes: string;
  maxTurns: string;
  maxRetries: string;
}

export const emptyTask: TaskForm = {
  projectId: '',
  type: 'task',
  parent: '',
  baseBranch: '',
  targetBranch: '',
  title: '',
  description: '',
  priority: '2',
  riskLevel: 'MEDIUM',
  role: 'coding',
  files: '',
  reads: '',
  dependsOn: '',
  acceptance: '',
  labels: '',
  runnerLabels: '',
  requiresReview: false,
  engine: '',
  model: '',
  budget: '',
  timeoutMinutes: '',
  maxTurns: '',
  maxRetries: '2',
};

export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
export const wordsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text));

/** What the form says, as the contract wants it; what is left empty is left to the project. */
export function toTaskDraft(form: TaskForm, draft: boolean) {
  const minutes = numberOf(form.timeoutMinutes);
  return {
    projectId: form.projectId || undefined,
    type: form.type,
    parent: form.parent.trim() || undefined,
    baseBranch: form.baseBranch.trim() || undefined,
    targetBranch: form.targetBranch.trim() || undefined,
    title: form.title,
    description: form.description,
    priority: Number(form.priority),
    riskLevel: form.riskLevel,
    role: form.role,
    filesHint: linesOf(form.files),
    readsHint: linesOf(form.reads),
    dependsOn: wordsOf(form.dependsOn),
    acceptance: linesOf(form.acceptance),
    labels: wordsOf(form.labels),
    runnerLabels: wordsOf(form.runnerLabels),
    requiresReview: form.requiresReview,
    engine: form.engine || undefined,
    model: form.model.trim() || undefined,
    budgetMicros: parseMoney(form.budget) ?? undefined,
    timeoutMs: minutes === undefined ? undefined : Math.round(minutes * 60_000),
    maxTurns: numberOf(form.maxTurns),
    maxRetries: Number(form.maxRetries),
    draft,
  };
}
