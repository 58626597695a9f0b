import type { Exception, ExceptionSeverity, ExceptionType } from '@/contract/exception';

type Option = Exception['options'][number];

const RETRY: Option = {
  id: 'retry',
  label: 'Try again',
  consequence: 'A new agent starts, with your words as guidance.',
};
const REASSIGN: Option = {
  id: 'reassign',
  label: 'Give it to another runner',
  consequence: 'A new agent starts, with your words as guidance, on any runner but the one it was on.',
};
const RAISE_CAP: Option = {
  id: 'raise_cap',
  label: 'Raise the limit',
  consequence: 'A new agent starts, with the limits that you give.',
};
const SPLIT: Option = {
  id: 'split',
  label: 'Split it',
  consequence: 'Each line of your words becomes a sub-task; it waits for them and is done with them.',
};
const TAKE_OVER: Option = {
  id: 'take_over',
  label: 'Take over in a terminal',
  consequence:
    'It is held for you. On the machine that has its work: agent-orchestrator takeover {ref}; hand it in with --done, give it back with --back.',
};
const SKIP: Option = {
  id: 'skip',
  label: 'Skip it',
  consequence: 'The task ends as skipped; tasks that depend on it are skipped too.',
};
const FAIL: Option = {
  id: 'fail',
  label: 'Give it up',
  consequence: 'The task ends as failed; tasks that depend on it are skipped.',
};
const CANCEL: Option = {
  id: 'cancel',
  label: 'Cancel it',
  consequence: 'The task ends as cancelled; its branch stays.',
};
const APPROVE: Option = {
  id: 'approve',
  label: 'Approve',
  consequence: 'The commit is merged as it is.',
};
const REDO: Option = {
  id: 'retry',
  label: 'Send it back',
  consequence: 'A new agent starts from what is on the branch now, with your words as guidance.',
};
const APPROVE_STEP: Option = {
  id: 'approve_step',
  label: 'Approve',
  consequence: 'The step has succeeded, and what waits for it begins.',
};
const REJECT_STEP: Option = {
  id: 'reject_step',
  label: 'Reject',
  consequence: 'The step has failed; what needs it is skipped.',
};
const ENDS = [SKIP, FAIL, CANCEL];

/** What is open to a person, and how pressing it is. A question brings options of its own. */
const BY_TYPE: Record<ExceptionType, { severity: ExceptionSeverity; options: Option[] }> = {
  QUESTION: { severity: 'high', options: [] },
  PERMISSION: { severity: 'high', options: [] },
  VERIFICATION_FAILED: { severity: 'medium', options: [RETRY, REASSIGN, ...ENDS, SPLIT, TAKE_OVER] },
  AGENT_STUCK: { severity: 'medium', options: [RETRY, REASSIGN, ...ENDS, SPLIT, TAKE_OVER] },
  CONFLICT_DETECTED: {
    severity: 'medium',
    options: [
      REDO,
      { ...APPROVE, label: 'Merge again', consequence: 'The merge is tried once more.' },
      CANCEL,
    ],
  },
  HIGH_RISK_CODE: { severity: 'high', options: [APPROVE, REDO, CANCEL] },
  BUDGET: { severity: 'medium', options: [RAISE_CAP, RETRY, ...ENDS, SPLIT, TAKE_OVER] },
  RETRIES_EXHAUSTED: { severity: 'medium', options: [RETRY, REASSIGN, ...ENDS, SPLIT, TAKE_OVER] },
  RUNNER_LOST: { severity: 'high', options: [RETRY, REASSIGN, ...ENDS, SPLIT, TAKE_OVER] },
  FLOW_REVIEW: { severity: 'medium', options: [APPROVE_STEP, REJECT_STEP] },
  UNKNOWN_ERROR: { severity: 'high', options: [RETRY, REASSIGN, ...ENDS, SPLIT, TAKE_OVER] },
};
/** Reasons that a higher limit takes away. */
const CAPPED = new Set(['budget_exhausted', 'turns_exhausted', 'timeout']);

/** What a person may choose where the task `ref` cannot go on by itself; `reason` is why it stopped. */
export function optionsFor(type: ExceptionType, ref: string, reason?: string | null): Option[] {
  const { options } = BY_TYPE[type];
  const capped = reason && CAPPED.has(reason) && !options.includes(RAISE_CAP);
  return (capped ? [RAISE_CAP, ...options] : options).map((option) => ({
    ...option,
    consequence: option.consequence.replace('{ref}', ref),
  }));
}

/** How pressing an exception of this type is. */
export const severityOf = (type: ExceptionType): ExceptionSeverity => BY_TYPE[type].severity;
