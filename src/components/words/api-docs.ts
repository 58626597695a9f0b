/** The words around the reference of the API. */
export const words = {
  lead: (version: string) =>
    `Version ${version}. Answers are {data}, or {data, pagination} for lists; refusals are {error: {code, message, details, requestId}}.`,
  document: 'OpenAPI 3.1 document',
  operations: 'Operations',
  shapes: 'Shapes',
  errors: 'Errors',
  errorsLead:
    'The message of a refusal says what happened, why, and what to do next. Quote its requestId when you ask someone.',
  none: 'No operation matches',
  showAll: 'Show all operations',
  search: 'Search for a path, a name or a word of what it does.',
  called: (how: string) => `Called ${how}.`,
  who: {
    runner: 'with a runner’s access token',
    agent: 'with the token of a live agent',
    enrollment: 'with a one-time connection token',
    cron: 'with CRON_SECRET',
  },
  parameters: 'Parameters',
  needed: 'needed',
  byCommas: 'separated by commas',
  body: 'Body',
  answer: (status: string) => `Answer ${status}`,
  refusals: 'Refusals',
  commandFor: (operation: string) => `Command for ${operation}`,
  copy: 'Copy the command',
  inPages: 'In data, with pagination:',
  inData: 'In data:',
};
