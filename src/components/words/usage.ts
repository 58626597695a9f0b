import type { UsageGrouping, UsagePeriod } from '@/contract/usage';

const lasts: Record<UsagePeriod, string> = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
};
const lengths: Record<UsagePeriod, string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};
const groupings: Record<UsageGrouping, string> = {
  project: 'Project',
  role: 'Role',
  model: 'Model',
  runner: 'Runner',
  flow: 'Flow',
  person: 'Person',
};
/** What a group is called that is of none, and one whose name nobody knows any more. */
const nameless: Record<UsageGrouping, { none: string; gone: string }> = {
  project: { none: 'No project', gone: 'A project that is gone' },
  role: { none: 'No role', gone: 'No role' },
  model: { none: 'No model (checks, merges)', gone: 'No model' },
  runner: { none: 'No runner', gone: 'A runner that is gone' },
  flow: { none: 'Of no kept flow', gone: 'A flow that is gone' },
  person: { none: 'Nobody (made by a token or a hook)', gone: 'Somebody who has left' },
};

/** The words of what agents have cost and done. */
export const words = {
  lead: 'What agents cost and what came of it. Agents count where they began, tasks where they ended.',
  unread: 'The figures could not be read',
  period: 'Period',
  lasts,
  by: 'By',
  groupings,
  nameless,
  counted: 'Counted',
  csv: 'Download CSV',
  against: (period: UsagePeriod) => `Changes are against the ${lengths[period]} before.`,
  estimatedMark: 'estimated',
  estimated: '~ estimated: agents on a subscription are not billed by token.',
  figures: {
    spent: 'Spent',
    input: 'Tokens in',
    output: 'Tokens out',
    cache: 'Cache read, written',
    done: 'Tasks done',
    agents: 'Agents run',
    failureRate: 'Agents failed',
    each: 'Cost of a done task',
    live: (n: number) => `${n} at work`,
    time: 'Time',
    failed: 'Failed',
  },
  change: {
    same: 'as before',
    none: 'none before',
    more: (percent: string) => `${percent} % more`,
    less: (percent: string) => `${percent} % less`,
    pointsMore: (points: number) => `${points} points more`,
    pointsLess: (points: number) => `${points} points less`,
  },
  chart: {
    title: { hour: 'Spent by hour (UTC)', day: 'Spent by day (UTC)' },
    bars: 'Show bars',
    table: 'Show table',
    rest: 'Others',
    nothing: 'Nothing was spent in this period.',
    caption: { hour: 'Usage by hour', day: 'Usage by day' },
    at: { hour: 'Hour', day: 'Day' },
    of: (name: string, money: string) => `${name} ${money}`,
  },
  table: {
    title: (by: string) => `By ${by.toLowerCase()}`,
    label: (by: string) => `Usage by ${by.toLowerCase()}`,
    more: (n: number) => `${n} more are in the CSV.`,
  },
  none: {
    title: 'Nothing was used in this period',
    hint: 'What agents cost, their tokens and time, and how many tasks were done stand here once a runner has begun work on a task: connect a machine, then create a task.',
    connect: 'Connect a machine',
    create: 'Create a task',
    longer: 'Show 90 days',
  },
};
