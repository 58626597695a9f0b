/** The words of one decision that waits for a person. */
export const words = {
  answered: (ref: string) => `${ref} answered`,
  dismissed: (ref: string) => `${ref} dismissed`,
  regressed: 'came back after it was resolved',
  alike: (n: number) => `${n} alike`,
  said: 'In the agent’s words',
  says: 'What it says',
  askedHint: 'Goes to the agent as it stands.',
  optionHint: 'Goes along with the option you choose.',
  send: 'Send answer',
  dismiss: 'Dismiss without acting',
  failed: 'Nothing was decided',
};
