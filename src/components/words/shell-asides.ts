/** The words of what the frame shows seldom: no database, whom to ask, which workspace. */
export const words = {
  down: {
    title: 'The database does not answer',
    goesOn:
      'Agents that run now go on: their runners keep what they write and send it when the database is back. This page looks again every five seconds.',
    again: 'Look again now',
  },
  help: 'Who can help in {here}: {people}.',
  helpAndMore: (n: number) => `Who can help in {here}: {people} and ${n} more.`,
  workspace: 'Workspace',
};
