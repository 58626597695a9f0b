import type { Exception, ExceptionType } from '@/contract/exception';
import type { Tone } from '../ui/chip';
import { words } from '../words/exception-kinds';

const TONE: Record<Exception['severity'], Tone> = {
  low: 'neutral',
  medium: 'attention',
  high: 'attention',
  critical: 'danger',
};

export const EXCEPTION_TYPES = Object.keys(words.kinds) as ExceptionType[];
export const exceptionWord = (type: ExceptionType) => words.kinds[type];
export const severityWord = (severity: Exception['severity']) => words.severity[severity];
export const severityTone = (severity: Exception['severity']) => TONE[severity];

/** How to name what the free text does for this kind. */
export const answerLabel = (type: ExceptionType) =>
  type === 'QUESTION' || type === 'PERMISSION'
    ? words.answer.asked
    : type === 'FLOW_REVIEW'
      ? words.answer.review
      : words.answer.guidance;
