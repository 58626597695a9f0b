/** The words of a machine that arrives: its commands, its check, its test task. */
export const words = {
  run: {
    title: '2. Run it on the machine',
    expired: 'The token has expired',
    valid: (left: string) => `Valid for ${left}`,
    install: 'Install the runner there, once, from a checkout of Agent Orchestrator:',
    copyInstall: 'Copy the installation',
    connect: 'Connect it, in the folder whose repositories it may work on:',
    copyConnect: 'Copy the command',
    once: 'The token works once. It is shown only here, so copy it before you leave this page.',
    start: 'Let it take tasks:',
    copyStart: 'Copy the start command',
    again: 'Make another command',
    another: 'Connect another machine',
  },
  arrives: {
    title: '3. The machine arrives',
    unseen: 'It cannot be seen whether it arrived',
    waiting: 'Waiting for your machine…',
    nothing: 'Nothing arrived before the token expired.',
    connected: '{name} is connected.',
    runner: (version: string) => `runner ${version}`,
  },
  check: {
    title: 'Flight check',
    good: (n: number, of: number) => `${n} of ${of} good`,
    broken: (n: number, of: number) => `${n} of ${of} good, and it cannot work before the problem is mended`,
  },
  troubles: {
    title: 'Nothing happens?',
    unreachable:
      '“Cannot reach the server”: the machine must be able to open this page’s address. Try it there with a browser or curl.',
    used: '“Token used” or “expired”: make another command; each works once, for 15 minutes.',
    clock: '“Clock differs”: correct the machine’s clock. Signed requests are valid for one minute.',
    noClaude: '“claude not found”: install Claude Code there and log in, then start the runner again.',
  },
  test: {
    title: '4. Run a test task',
    hello: (name: string) => `Say hello from ${name}`,
    asked: 'Look at the repository and say in one sentence what it is. Change nothing.',
    needsProject: 'A task needs a project: one repository on this machine.',
    addProject: 'Add a project',
    project: 'Project',
    action: 'Run a test task',
    failed: 'The test task was not created',
    first: 'Create your first task',
  },
};
