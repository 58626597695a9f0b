import { type LockPath, spellLock } from '@/contract/lock-path';
import { BoundedMap } from '@/lib/bounded-map';
import { AppError } from '@/lib/errors';

/** What a lock is on. */
export interface CanonicalPattern extends LockPath {
  /** What overlap is decided on: laptops compare file names without case. */
  readonly matchKey: string;
}

/** Tasks of a project ask for the same paths again and again, and no spelling of one changes. */
const MOST_KNOWN = 4096;
const known = new BoundedMap<string, CanonicalPattern>(MOST_KNOWN);

/**
 * The one spelling of a path, directory (`a/`) or glob of a project. Throws BAD_PATH, with the path and the rule
 * that it breaks, for whatever could lead outside the project or into git's own folder.
 */
export function canonicalPattern(text: string): CanonicalPattern {
  const spelled = spell(text);
  if ('rule' in spelled) throw bad(text, spelled.rule);
  return spelled;
}

/** As canonicalPattern, answering null for a name that no lock can have: git knows such names. */
export function canonicalOrNull(text: string): CanonicalPattern | null {
  const spelled = spell(text);
  return 'rule' in spelled ? null : spelled;
}

function spell(text: string): CanonicalPattern | { rule: string } {
  const before = known.get(text);
  if (before) return before;
  const spelled = spellLock(text);
  if ('rule' in spelled) return spelled;
  const matchKey = foldCase(spelled.pattern).split('/').map(withoutTail).join('/');
  const made = { ...spelled, matchKey };
  known.set(text, made);
  return made;
}

/** The same of many, each once, as people read them. */
export const canonicalPatterns = (texts: string[]): string[] => [
  ...new Set(texts.map((text) => canonicalPattern(text).pattern)),
];

/** By way of upper case, so that `ß` and `ẞ` meet `ss` and both small sigmas meet. */
const foldCase = (text: string): string =>
  text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');

/** Windows opens `a.ts` where `a.ts. ` is asked for. */
const withoutTail = (segment: string): string => segment.replace(/(?<=[^. ])[. ]+$/, '');

const bad = (path: string, rule: string): AppError =>
  new AppError('BAD_PATH', `${JSON.stringify(path.slice(0, 100))} is not a path of a project: ${rule}.`, {
    details: { path: path.slice(0, 512), rule },
  });
