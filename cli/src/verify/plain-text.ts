/** Removes colours and the like from what a program printed, so that patterns see plain text. */
export const plainText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with ESC
  text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replaceAll('\r\n', '\n');
