import { type FlowScope, valueAt } from './flow-condition';

const REFERENCE = /\{\{ {0,8}([A-Za-z_][\w-]{0,99}(?:\.[\w-]{1,200}){0,20}) {0,8}\}\}/g;

/** First names of what a text may refer to; anything else in braces is left as it stands. */
const ROOTS: ReadonlySet<string> = new Set(['vars', 'inputs', 'nodes', 'item', 'index', 'iteration']);

/** Paths that a text refers to by `{{path}}`, in order, each once. */
export const referencesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(REFERENCE)].map(([, path]) => path!).filter(isReference)),
];

/**
 * The text with each reference replaced by its value (text as it is, other values as JSON); `missing` are paths that
 * led to nothing, which stay as they were written. What is filled in is not read for references again.
 */
export function fillIn(text: string, scope: FlowScope): { text: string; missing: string[] } {
  const missing: string[] = [];
  const filled = text.replace(REFERENCE, (written, path: string) => {
    if (!isReference(path)) return written;
    const value = valueAt(path, scope);
    if (value === undefined) {
      missing.push(path);
      return written;
    }
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  return { text: filled, missing };
}

const isReference = (path: string) => ROOTS.has(path.split('.')[0]!);
