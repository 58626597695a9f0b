/** The words of connecting a machine, up to its command. */
export const words = {
  title: 'Connect a machine',
  lead: 'A laptop or a server becomes a runner by one command. It calls this server; nothing has to be opened on it.',
  make: {
    title: '1. Make a command',
    needs:
      'The machine needs Node 20 or newer, git, and Claude Code that is logged in. The command carries a token for one machine; it ends after 15 minutes.',
    name: 'Name of the machine',
    nameHint: 'Its host name where you give none.',
    labels: 'Labels',
    labelsHint: 'Such as gpu or office. A task may ask for them.',
    failed: 'No token was made',
    action: 'Make the command',
  },
  known: { title: 'Connected already', none: 'No machine yet.' },
};
