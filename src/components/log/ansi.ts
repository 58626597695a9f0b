import { nearestBase } from './ansi-colour';

export interface Styled {
  text: string;
  /** Classes from globals.css and Tailwind; empty for plain text. */
  className: string;
}
interface Pen {
  fg: number | null;
  bg: boolean;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
}

const plain: Pen = { fg: null, bg: false, bold: false, dim: false, italic: false, underline: false };

// CSI, then OSC/DCS/APC/PM/SOS up to their terminator, then two-byte escapes, then what is left of C0 and C1
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /\u001b\[([0-?]*)([ -/]*[@-~])|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text with SGR colours as styled pieces. Every other escape is dropped; what a carriage return overwrites is gone. */
export function parseAnsi(line: string): Styled[] {
  const text = afterReturns(line);
  const pieces: Styled[] = [];
  let pen = plain;
  let from = 0;
  const push = (piece: string) => {
    const className = classOf(pen);
    const last = pieces.at(-1);
    if (piece === '') return;
    if (last && last.className === className) last.text += piece;
    else pieces.push({ text: piece, className });
  };
  for (const found of text.matchAll(ESCAPE)) {
    push(text.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[2] === 'm' && /^[\d;:]*$/.test(found[1] ?? '')) pen = sgr(pen, found[1] ?? '');
  }
  push(text.slice(from));
  return pieces;
}

/** The text alone, as search and copy want it. */
export function stripAnsi(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(line)
    ? afterReturns(line).replace(ESCAPE, '')
    : line;
}

function afterReturns(line: string): string {
  if (!line.includes('\r')) return line;
  return line.replace(/\r+$/, '').split('\r').filter(Boolean).at(-1) ?? '';
}

function sgr(pen: Pen, codes: string): Pen {
  const numbers = codes === '' ? [0] : codes.split(/[;:]/).map(Number);
  let next = pen;
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at] ?? 0;
    if (code === 0) next = plain;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2) next = { ...next, dim: true };
    else if (code === 3) next = { ...next, italic: true };
    else if (code === 4) next = { ...next, underline: true };
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 23) next = { ...next, italic: false };
    else if (code === 24) next = { ...next, underline: false };
    else if (code === 7) next = { ...next, bg: true };
    else if (code === 27 || code === 49) next = { ...next, bg: false };
    else if (code >= 30 && code <= 37) next = { ...next, fg: code - 30 };
    else if (code >= 90 && code <= 97) next = { ...next, fg: code === 90 ? 8 : code - 90 };
    else if (code === 39) next = { ...next, fg: null };
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) next = { ...next, bg: true };
    else if (code === 38 || code === 48) {
      const long = numbers[at + 1] === 2;
      const colour = nearestBase(numbers.slice(at + 1, at + (long ? 5 : 3)));
      next = code === 38 ? { ...next, fg: colour } : { ...next, bg: true };
      at += long ? 4 : 2;
    }
  }
  return next;
}

function classOf(pen: Pen): string {
  return [
    pen.fg !== null && pen.fg !== 0 && pen.fg !== 7 ? `ansi-${pen.fg}` : '',
    pen.bg ? 'ansi-bg' : '',
    pen.bold ? 'font-semibold' : '',
    pen.dim ? 'text-ink-3' : '',
    pen.italic ? 'italic' : '',
    pen.underline ? 'underline' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
