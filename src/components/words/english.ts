import type { TaskStatus } from '@/contract/task';

const statuses: Record<TaskStatus, { word: string; meaning: string }> = {
  DRAFT: {
    word: 'Not queued',
    meaning: 'Kept out of the queue until someone queues it.',
  },
  QUEUED: {
    word: 'Queued',
    meaning: 'Ready. The next free runner that fits takes it.',
  },
  BLOCKED: {
    word: 'Blocked',
    meaning: 'Something else must end first. It is queued again by itself.',
  },
  ASSIGNED: {
    word: 'Assigned',
    meaning: 'A runner has it and prepares a workspace.',
  },
  IN_PROGRESS: {
    word: 'Running',
    meaning: 'An agent works on it.',
  },
  VERIFYING: {
    word: 'Verifying',
    meaning: 'Its commit is checked in a clean checkout.',
  },
  IN_REVIEW: {
    word: 'Ready to review',
    meaning: 'The checks passed. Someone has to approve the commit.',
  },
  MERGING: {
    word: 'Merging',
    meaning: 'The approved commit goes onto the base branch.',
  },
  NEEDS_HUMAN: {
    word: 'Needs you',
    meaning: 'It stands still until someone decides.',
  },
  CANCELLING: {
    word: 'Cancelling',
    meaning: 'The agent was told to stop; its last output is on the way.',
  },
  COMPLETED: {
    word: 'Done',
    meaning: 'Proven, and merged where there was something to merge.',
  },
  FAILED: {
    word: 'Failed',
    meaning: 'Given up. The log and the checks say why.',
  },
  CANCELLED: {
    word: 'Cancelled',
    meaning: 'Stopped by a person.',
  },
  SKIPPED: {
    word: 'Skipped',
    meaning: 'Not needed: its condition was false or a dependency failed.',
  },
};

/** What the dashboard says, in English. Sentences with a value in them are functions of it. */
export const english = {
  pages: {
    overview: 'Overview',
    needsYou: 'Needs you',
    tasks: 'Tasks',
    flows: 'Flows',
    agents: 'Agents',
    locks: 'Locks',
    merges: 'Merges',
    events: 'Events',
    usage: 'Usage',
    runners: 'Runners',
    projects: 'Projects',
    connect: 'Connect',
    settings: 'Settings',
    api: 'API',
  },
  /** What people read for each status of a task, and one sentence of what it means and what comes next. */
  statuses,
  live: {
    connecting: 'Connecting',
    live: 'Live',
    reconnecting: 'Reconnecting',
    offline: 'Offline',
    byThemselves: 'Changes appear by themselves.',
    readAgain: (seconds: number) => `Changes are read again every ${seconds} s.`,
    noEvent: 'No event yet.',
    lastEvent: (age: string) => `Last event ${age} ago.`,
  },
  failures: {
    part: 'This part could not be read',
    page: 'This page could not be read',
    drawing: 'This page could not be drawn',
    unexpected: 'The server met an error it did not expect. Its log has the cause under this id.',
    outdated: 'A part of this page could not be loaded',
    loadAnew:
      'The dashboard was updated since the page was opened, or the connection broke. What you wrote and did not send is lost when it is loaded anew.',
    tryAgain: 'Try again',
    copyRequestId: 'Copy request id',
  },
};
