import type { Exception, ExceptionType } from '@/contract/exception';
import type { Tone } from '../ui/chip';

const WORD: Record<ExceptionType, string> = {
  QUESTION: 'Question',
  PERMISSION: 'Permission',
  VERIFICATION_FAILED: 'Checks failed',
  AGENT_STUCK: 'Agent is stuck',
  CONFLICT_DETECTED: 'Conflict',
  HIGH_RISK_CODE: 'High-risk change',
  BUDGET: 'Budget reached',
  RETRIES_EXHAUSTED: 'Retries used up',
  RUNNER_LOST: 'Runner lost',
  UNKNOWN_ERROR: 'Unexpected error',
  FLOW_REVIEW: 'Step to review',
};
const TONE: Record<Exception['severity'], Tone> = {
  low: 'neutral',
  medium: 'attention',
  high: 'attention',
  critical: 'danger',
};

export const EXCEPTION_TYPES = Object.keys(WORD) as ExceptionType[];
export const exceptionWord = (type: ExceptionType) => WORD[type];
export const severityTone = (severity: Exception['severity']) => TONE[severity];

/** How to name what the free text does for this kind. */
export const answerLabel = (type: ExceptionType) =>
  type === 'QUESTION' || type === 'PERMISSION'
    ? 'Answer in your own words'
    : type === 'FLOW_REVIEW'
      ? 'What you say about it'
      : 'Guidance for the next agent';
