import { cut } from '@/contract/cut';

// CSI, OSC/DCS/SOS/PM/APC with their text, and two-character escapes; both the 7-bit and the 8-bit forms.
const SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|\u001b[ -/]*[0-~]?/g;
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * Text from elsewhere made fit for a terminal: no escape sequences, no control characters but tab and
 * newline, nothing invisible, no direction overrides.
 */
export function cleanText(text: string): string {
  return text.replace(SEQUENCES, '').replace(CONTROLS, '');
}

/** A value as JSON whose characters do nothing to a terminal: what JSON leaves as it is, C1 and the like, is escaped too. */
export function cleanJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(CONTROLS, (found) =>
    found
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** The same on one line of at most `max` characters. */
export function cleanLine(text: string, max = 300): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length > max ? `${cut(line, max - 1)}…` : line;
}
