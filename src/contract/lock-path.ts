/** How a path is spelled where file locks are named: as one file, everything in a directory, or a glob of `*`, `?` and `**`. */
export interface LockPath {
  readonly kind: 'file' | 'directory' | 'glob';
  /** As people read it. */
  readonly pattern: string;
}

const UTF8 = new TextEncoder();
const MOST_BYTES = 512;
const MOST_SEGMENTS = 32;
const MOST_ANY_DEPTH = 3;

/** The one spelling of a path, directory (`a/`) or glob of a project; or the rule that it breaks. */
export function spellLock(text: string): LockPath | { rule: string } {
  const path = text.normalize('NFC');
  const broken = RULES.find(([breaks]) => breaks(path));
  if (broken) return { rule: broken[1] };

  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const rule = refuseSegments(segments);
  if (rule) return { rule };

  const directory = /(^|\/)\.?$/.test(path);
  const glob = segments.some((segment) => /[*?]/.test(segment));
  if (glob && directory && segments.at(-1) !== '**') segments.push('**');
  return {
    kind: glob ? 'glob' : directory ? 'directory' : 'file',
    pattern: segments.join('/') + (directory && !glob ? '/' : ''),
  };
}

/**
 * The pattern under which a file of git is locked: its own path where a lock can have that, else the narrowest pattern
 * that covers it. git knows names that no lock can have.
 */
export function lockOfFile(path: string): string {
  const own = spellLock(path);
  if ('pattern' in own) return own.pattern;
  const segments = path.split('/').map(coverSegment);
  for (let depth = segments.length; depth > 0; depth--) {
    const folder = depth < segments.length ? '/' : '';
    const cover = spellLock(segments.slice(0, depth).join('/') + folder);
    if ('pattern' in cover) return cover.pattern;
  }
  return '**';
}

function coverSegment(segment: string): string {
  if ('pattern' in spellLock(segment)) return segment;
  const cover = segment.replace(/[\p{Cc}\p{Surrogate}\\~:]/gu, '?').replace(/\*+/g, '*');
  return 'pattern' in spellLock(cover) ? cover : '*';
}

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

/** `.git` in every spelling that Windows or macOS takes for it: case, trailing dots, short name, stream, ignored characters. */
function isGitFolder(segment: string): boolean {
  const seen = segment.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '').toLowerCase();
  return /^(\.git|git~\d+)[. ]*(:.*)?$/.test(seen);
}
