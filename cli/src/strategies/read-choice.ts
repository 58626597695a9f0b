/** What the last line `NAME: choice` of an answer chooses, as it is spelled in `choices`; null where it is none of them. */
export function readChoice<Choice extends string>(
  text: string,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const lines = [...text.matchAll(new RegExp(`^[\\s>*_#\`-]*${name}[*_\`]*\\s*:\\s*(.+?)\\s*$`, 'gim'))];
  const said = lines
    .at(-1)?.[1]
    ?.replace(/^[*_`"'\s]+|[*_`"'.\s]+$/g, '')
    .toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === said) ?? null;
}
