/** Rows of the table that other tests hold already: files for vitest. */
export const ELSEWHERE: {
  number: number;
  fault: string;
  project: string;
  files: string[];
  env?: Record<string, string>;
}[] = [
  {
    number: 26,
    fault: 'claims, results and new tasks all at once',
    project: 'db',
    files: ['test/db/tasks-at-once', 'test/db/runner-protocol'],
  },
  {
    number: 30,
    fault: 'cron many times at once, never, and with wrong secrets',
    project: 'faults',
    files: ['test/faults/cron-door'],
  },
  {
    number: 32,
    fault: 'a connection token used fifty times at once',
    project: 'db',
    files: ['test/db/runner-protocol'],
  },
  { number: 39, fault: 'hostile chunks and offsets', project: 'db', files: ['test/db/runner-protocol'] },
  { number: 40, fault: 'paths that look alike', project: 'unit', files: ['test/unit/locks'] },
  {
    number: 41,
    fault: 'random lock sets whose holders die',
    project: 'faults',
    files: ['test/faults/model'],
  },
  { number: 42, fault: 'patterns made to be slow', project: 'unit', files: ['test/unit/locks'] },
  {
    number: 45,
    fault: 'fifty worktrees at once in one repository',
    project: 'cli',
    files: ['test/cli/workspace/worktree'],
  },
  {
    number: 46,
    fault: 'links, hooks and settings in a repository',
    project: 'cli',
    files: ['test/cli/workspace', 'test/cli/engines/sandbox'],
  },
  {
    number: 48,
    fault: 'clients that never finish their request',
    project: 'faults',
    files: ['test/faults/own-door'],
  },
  {
    number: 51,
    fault: 'two servers whose clocks differ, eight machines, kills of all of them',
    project: 'faults',
    files: ['test/faults/servers'],
    env: { SERVER_KILLS: '12' },
  },
];

/** Rows of the table that nothing tests yet, and why. */
export const NOT_YET: { number: number; fault: string; why: string }[] = [
  { number: 25, fault: 'a pooler in transaction mode', why: 'a suite of its own: npm run test:pooler' },
  { number: 21, fault: 'old and new versions together', why: 'there is one version so far' },
  { number: 43, fault: 'a stale attempt asks for a merge on GitHub', why: 'there is no GitHub yet' },
  { number: 44, fault: 'GitHub times out, conflicts, repeats', why: 'there is no GitHub yet' },
  { number: 49, fault: 'receivers of webhooks misbehave', why: 'there are no webhooks yet' },
];
