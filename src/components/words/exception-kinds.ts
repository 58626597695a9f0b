import type { ExceptionSeverity, ExceptionType } from '@/contract/exception';

/** The words of what an exception can be about, and of how bad it is. */
export const words = {
  kinds: {
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
  } satisfies Record<ExceptionType, string>,
  severity: {
    low: 'Low severity',
    medium: 'Medium severity',
    high: 'High severity',
    critical: 'Critical',
  } satisfies Record<ExceptionSeverity, string>,
  /** What the free text does. */
  answer: {
    asked: 'Answer in your own words',
    review: 'What you say about it',
    guidance: 'Guidance for the next agent',
  },
};
