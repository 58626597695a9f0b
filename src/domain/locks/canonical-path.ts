import { AppError } from '@/lib/errors';

/** What a lock is on: one file, everything in a directory, or whatever a glob of `*`, `?` and `**` matches. */
export interface CanonicalPattern {
  readonly kind: 'file' | 'directory' | 'glob';
  /** As people read it. */
  readonly pattern: string;
  /** What overlap is decided on: laptops compare file names without case. */
  readonly matchKey: string;
}

const UTF8 = new TextEncoder();
/** Tasks of a project ask for the same paths again and again, and no spelling of one changes. */
const known = new Map<string, CanonicalPattern>();
const MOST_KNOWN = 4096;
const MOST_BYTES = 512;
const MOST_SEGMENTS = 32;
const MOST_ANY_DEPTH = 3;

/**
 * The one spelling of a path, directory (`a/`) or glob of a project. Throws BAD_PATH, with the path and the rule
 * that it breaks, for whatever could lead outside the project or into git's own folder.
 */
export function canonicalPattern(text: string): CanonicalPattern {
  const before = known.get(text);
  if (before) return before;
  const made = spell(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, made);
  return made;
}

function spell(text: string): CanonicalPattern {
  const path = text.normalize('NFC');
  const broken = RULES.find(([breaks]) => breaks(path));
  if (broken) throw bad(text, broken[1]);

  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const refused = refuseSegments(segments);
  if (refused) throw bad(text, refused);

  const directory = /(^|\/)\.?$/.test(path);
  const glob = segments.some((segment) => /[*?]/.test(segment));
  if (glob && directory && segments.at(-1) !== '**') segments.push('**');
  const pattern = segments.join('/') + (directory && !glob ? '/' : '');
  return {
    kind: glob ? 'glob' : directory ? 'directory' : 'file',
    pattern,
    matchKey: foldCase(pattern).split('/').map(withoutTail).join('/'),
  };
}

/** The same of many, each once, as people read them. */
export const canonicalPatterns = (texts: string[]): string[] => [
  ...new Set(texts.map((text) => canonicalPattern(text).pattern)),
];

type Rule = [breaks: (path: string) => boolean, sentence: string];
const RULES: Rule[] = [
  [(path) => /\p{Surrogate}/u.test(path), 'it must be valid Unicode'],
  [(path) => UTF8.encode(path).length > MOST_BYTES, `it may have at most ${MOST_BYTES} bytes`],
  [(path) => /\p{Cc}/u.test(path), 'it must not contain control characters'],
  [(path) => path.includes('\\'), 'use / between folders, not \\'],
  [(path) => path.startsWith('/'), 'it must be relative to the project, without a leading /'],
  [(path) => path.startsWith('~'), 'it must be relative to the project, without a leading ~'],
  [(path) => /^[A-Za-z]:/.test(path), 'it must be relative to the project, without a drive letter'],
];

function refuseSegments(segments: string[]): string | undefined {
  if (segments.length === 0) return 'it names nothing; write ** for the whole project';
  if (segments.length > MOST_SEGMENTS) return `it may be at most ${MOST_SEGMENTS} folders deep`;
  if (segments.includes('..')) return 'it must not contain a .. segment';
  if (segments.some(isGitFolder)) return 'it must not lead into git’s own folder';
  if (segments.some((segment) => segment !== '**' && segment.includes('**')))
    return '** must stand alone between slashes';
  if (segments.filter((segment) => segment === '**').length > MOST_ANY_DEPTH)
    return `it may contain ** at most ${MOST_ANY_DEPTH} times`;
}

/** As canonicalPattern, answering null for a name that no lock can have: git knows such names. */
export function canonicalOrNull(path: string): CanonicalPattern | null {
  try {
    return canonicalPattern(path);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** `.git` in every spelling that Windows or macOS takes for it: case, trailing dots, short name, stream, ignored characters. */
function isGitFolder(segment: string): boolean {
  const seen = segment.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '').toLowerCase();
  return /^(\.git|git~\d+)[. ]*(:.*)?$/.test(seen);
}

/** By way of upper case, so that `ß` and `ẞ` meet `ss` and both small sigmas meet. */
const foldCase = (text: string): string =>
  text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');

/** Windows opens `a.ts` where `a.ts. ` is asked for. */
const withoutTail = (segment: string): string => segment.replace(/(?<=[^. ])[. ]+$/, '');

const bad = (path: string, rule: string): AppError =>
  new AppError('BAD_PATH', `${JSON.stringify(path.slice(0, 100))} is not a path of a project: ${rule}.`, {
    details: { path: path.slice(0, 512), rule },
  });
