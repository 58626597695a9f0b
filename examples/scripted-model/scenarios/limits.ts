import type { Scenario } from '../scenario';

/** Agents that must be stopped: by turns, by money, by hand, by time. */
export const limits: Scenario[] = [
  {
    name: 'endless',
    about: 'never finishes: runs one harmless command after the other (for a cap on turns)',
    steps: ({ answers }) => ({
      text: `Step ${answers + 1}.`,
      tools: [{ name: 'Bash', input: { command: `echo ${answers + 1}` } }],
    }),
  },
  {
    name: 'costly',
    about: 'reads a hundred thousand tokens with every answer (for a cap on money)',
    steps: ({ answers }) => ({
      text: `Thinking hard (${answers + 1}).`,
      tools: [{ name: 'Bash', input: { command: `echo ${answers + 1}` } }],
      usage: { input: 100_000, output: 2_000 },
    }),
  },
  {
    name: 'nothing',
    about: 'says that there is nothing to do, and changes nothing',
    steps: [{ text: 'Everything is as it should be; nothing to change.' }],
  },
  {
    name: 'hang',
    about: 'the model never answers',
    steps: [{ silent: true }],
  },
  {
    name: 'sleep',
    about: 'runs a command that sleeps for ten minutes (for cancelling and time limits)',
    steps: [
      {
        text: 'This takes a while.',
        tools: [
          { name: 'Bash', input: { command: 'sleep 600 & echo $! > sleeping.pid; wait', timeout: 600_000 } },
        ],
      },
      { text: 'Slept well.' },
    ],
  },
];
