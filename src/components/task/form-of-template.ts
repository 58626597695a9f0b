import type { TemplateDraft } from '@/contract/task-template';
import { emptyTask, type TaskForm } from './task-draft-state';

/** The form of a task that begins with a template. Pure. */
export function formOfTemplate(draft: TemplateDraft): Omit<TaskForm, 'projectId' | 'parent' | 'dependsOn'> {
  const { projectId: _, parent: __, dependsOn: ___, ...empty } = emptyTask;
  const numeral = (value: number | undefined) => (value === undefined ? '' : String(value));
  return {
    ...empty,
    type: draft.type,
    title: draft.title,
    description: draft.description,
    priority: String(draft.priority),
    riskLevel: draft.riskLevel,
    role: draft.role,
    files: draft.filesHint.join('\n'),
    reads: draft.readsHint.join('\n'),
    acceptance: draft.acceptance.join('\n'),
    labels: draft.labels.join(', '),
    runnerLabels: draft.runnerLabels.join(', '),
    requiresReview: draft.requiresReview,
    engine: draft.engine ?? '',
    model: draft.model ?? '',
    budget: draft.budgetMicros === undefined ? '' : String(draft.budgetMicros / 1_000_000),
    timeoutMinutes: draft.timeoutMs === undefined ? '' : String(draft.timeoutMs / 60_000),
    maxTurns: numeral(draft.maxTurns),
    maxRetries: String(draft.maxRetries),
    baseBranch: draft.baseBranch ?? '',
    targetBranch: draft.targetBranch ?? '',
  };
}
