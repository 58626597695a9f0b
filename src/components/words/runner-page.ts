/** The words of the page of a runner. */
export const words = {
  heard: 'last heard {ago}',
  paused: 'Paused: {note}',
  silent: 'It has not answered for a while. Its tasks go back to the queue when their leases end.',
  agents: {
    title: 'Agents on it now',
    none: 'Nothing runs here now',
    next: 'See what is next',
    takes: 'It takes the next queued task that fits it.',
  },
  check: {
    title: 'Flight check',
    none: 'The runner reports its own check of the machine when it connects.',
  },
  machine: {
    title: 'Machine',
    none: 'It has not opened a session yet.',
    host: 'Host',
    system: 'System',
    engines: 'Engines',
    sandbox: 'Sandbox',
    folder: 'Folder',
    runner: 'Runner',
    tools: 'Node, git',
    noGit: 'git not found',
    labels: 'Labels',
    noLabels: 'none',
    tasks: 'Tasks',
    signedOnly: 'signed ones alone',
  },
  projects: {
    title: 'Projects on it',
    none: 'No project reported yet',
    add: 'Add a project',
    says: 'It says of each project within seconds whether its repository is there.',
  },
};
