/** The words of events in rows. */
export const words = {
  caption: 'Events, newest first',
  payload: 'Payload',
  payloadOf: (type: string) => `Payload of ${type}`,
  what: 'What',
  type: 'Type',
  about: 'About',
  by: 'By',
  when: 'When',
  copy: 'Copy the whole event',
  noPayload: 'It carries no payload.',
  subject: { deletedTask: 'a deleted task', run: 'run', runner: 'runner', project: 'project' },
  link: { agent: 'Agent', run: 'Run', runner: 'Runner', project: 'Project' },
  actor: { person: 'a person', runner: 'a runner', agent: 'an agent', system: 'the system' },
};
