/** The words that say how it stands with a machine. */
export const words = {
  online: 'Online',
  busy: 'Busy',
  stale: 'Stale',
  offline: 'Offline',
  never: 'Never seen',
  paused: 'Paused',
  suspect: 'Suspect',
  revoked: 'Revoked',
  noSandbox: 'No sandbox',
  sandbox: (kind: string) => `Sandbox: ${kind}`,
  engines: { 'claude-code': 'Claude Code', 'anthropic-api': 'Anthropic API' },
  noEngine: 'no engine found',
  login: {
    subscription: 'by subscription',
    'api-key': 'by API key',
    none: 'not logged in',
    unknown: 'login unknown',
  },
  used: (n: number, of: number) => `${n} of ${of} slots used`,
  unheard: 'not heard yet',
};
