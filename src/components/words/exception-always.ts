/** The words of an answer that counts from now on. */
export const words = {
  question: 'Always, in this project: the same question gets this answer at once',
  tool: (name: string) => `Always, in this project: ${name} with exactly this input`,
  prefix: 'Only its first words',
  prefixHint: 'Commands that begin with them and go on with plain words count too: no ; | & > $ or quotes.',
};
