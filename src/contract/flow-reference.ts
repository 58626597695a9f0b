import { cut } from './cut';
import { type FlowScope, valueAt } from './flow-condition';

const REFERENCE = /\{\{ {0,8}([A-Za-z_][\w-]{0,99}(?:\.[\w-]{1,200}){0,20}) {0,8}\}\}/g;

/** First names of what a text may refer to; anything else in braces is left as it stands. */
const ROOTS: ReadonlySet<string> = new Set(['vars', 'inputs', 'nodes', 'item', 'index', 'iteration']);

/** Paths that a text refers to by `{{path}}`, in order, each once. */
export const referencesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(REFERENCE)].map(([, path]) => path!).filter(isReference)),
];

interface Filled {
  text: string;
  /** Of the whole: of `text`, and of what was left out of it. */
  length: number;
  /** Paths that led to nothing, which stay as they were written. */
  missing: string[];
}

/**
 * The text with each reference replaced by its value (text as it is, other values as JSON), and no more of it than `most`
 * characters: a long value that is named often makes gigabytes. What is filled in is not read for references again.
 */
export function fillIn(text: string, scope: FlowScope, most = Number.POSITIVE_INFINITY): Filled {
  const missing: string[] = [];
  const known = new Map<string, string | undefined>();
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const add = (piece: string) => {
    if (length < most) pieces.push(piece);
    length += piece.length;
  };
  for (const { 0: written, 1: path = '', index } of text.matchAll(REFERENCE)) {
    add(text.slice(from, index));
    from = index + written.length;
    if (!known.has(path)) known.set(path, textAt(path, scope));
    const value = known.get(path);
    if (value === undefined && isReference(path)) missing.push(path);
    add(value ?? written);
  }
  add(text.slice(from));
  const whole = pieces.join('');
  return { text: whole.length > most ? cut(whole, most) : whole, length, missing };
}

function textAt(path: string, scope: FlowScope): string | undefined {
  const value = isReference(path) ? valueAt(path, scope) : undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const isReference = (path: string) => ROOTS.has(path.split('.')[0]!);
