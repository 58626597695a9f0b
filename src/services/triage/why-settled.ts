import { exceptionRef } from '@/lib/refs';
import { sayCommit, sayDuration } from './say';
import type { Hold, Scene } from './scene';

/** What a person must decide. */
export function whyPerson({ task, ref }: Scene): Hold[] {
  const here = `/tasks/${ref}`;
  const asked = task.exceptions.map(
    ({ number, title }): Hold => ({
      code: 'person',
      sentence: `It needs a person: ${exceptionRef(number)}, ${title}`,
      link: `/exceptions?e=${exceptionRef(number)}`,
    }),
  );
  switch (task.status) {
    case 'DRAFT':
      return [{ code: 'person', sentence: 'It is a draft: queue it to have it worked on.', link: here }];
    case 'IN_REVIEW':
      return [
        ...asked,
        {
          code: 'person',
          sentence: `It waits for a person to review ${sayCommit(task.headSha)}, ${PROVEN[task.verdict ?? 'none']}.`,
          link: here,
        },
      ];
    case 'NEEDS_HUMAN':
      if (asked.length > 0) return asked;
      return task.reason === 'taken_over'
        ? [
            {
              code: 'person',
              sentence: `A person works on it by hand: agent-orchestrator takeover ${ref} --done hands it in, --back gives it back.`,
              link: here,
            },
          ]
        : [
            {
              code: 'person',
              sentence: 'It needs a person: try it again, change it, or cancel it.',
              link: here,
            },
          ];
    case 'CANCELLING':
      return [{ code: 'cancelling', sentence: 'It is being cancelled.', link: null }];
    default:
      return [];
  }
}

const PROVEN = {
  PASSED: 'whose checks have passed',
  FAILED: 'whose checks have failed',
  UNPROVEN: 'which its checks do not prove',
  GAPS_FOUND: 'in which something asked for is missing',
  HUMAN_NEEDED: 'which only a person can judge',
  none: 'which has not been checked',
};

const CLOSED = {
  duplicate: 'another task asks for the same',
  invalid: 'it asks for nothing that could be done',
  already_resolved: 'what it asks for was done already',
  wont_fix: 'it will not be done',
};
const note = ({ resolutionNote }: Scene['task']) => (resolutionNote ? ` (${resolutionNote})` : '');

/** How it ended. */
export function whyEnded({ task, now }: Scene): Hold[] {
  const ago = task.endedAt ? ` ${sayDuration(now.getTime() - task.endedAt.getTime())} ago` : '';
  const none = (sentence: string): Hold[] => [{ code: 'none', sentence, link: null }];
  switch (task.status) {
    case 'COMPLETED':
      return none(
        task.mergedSha ? `It is done: merged as ${sayCommit(task.mergedSha)}${ago}.` : `It is done${ago}.`,
      );
    case 'FAILED':
      return none(task.reason === 'given_up' ? `A person gave it up${ago}.` : `It failed${ago}.`);
    case 'CANCELLED':
      if (task.resolution) return none(`It was closed${ago}: ${CLOSED[task.resolution]}${note(task)}.`);
      return none(
        `It was cancelled${ago}${task.reason?.startsWith('cancelled:') ? `: ${task.reason.slice('cancelled:'.length)}` : '.'}`,
      );
    case 'SKIPPED':
      return none(
        task.reason === 'left_out'
          ? `A person skipped it${ago}.`
          : `It was skipped${ago}: a task that it depends on did not succeed.`,
      );
    default:
      return [];
  }
}
