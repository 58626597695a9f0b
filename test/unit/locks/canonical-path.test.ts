import { describe, expect, it } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { overlaps } from '@/domain/locks/overlap';
import type { AppError } from '@/lib/errors';

describe('a path has one spelling', () => {
  it.each([
    ['src/a.ts', 'file', 'src/a.ts'],
    ['./src//a.ts', 'file', 'src/a.ts'],
    ['src/./a.ts', 'file', 'src/a.ts'],
    ['src/', 'directory', 'src/'],
    ['src/.', 'directory', 'src/'],
    ['src/*.ts', 'glob', 'src/*.ts'],
    ['src/?/', 'glob', 'src/?/**'],
    ['**', 'glob', '**'],
    ['**/', 'glob', '**'],
    ['app/[slug]/page.tsx', 'file', 'app/[slug]/page.tsx'],
    ['.gitignore', 'file', '.gitignore'],
    ['.github/workflows/', 'directory', '.github/workflows/'],
    ['caf\u0065\u0301.md', 'file', 'caf\u00e9.md'],
  ])('%s is the %s %s', (given, kind, pattern) => {
    expect(canonicalPattern(given)).toMatchObject({ kind, pattern });
  });

  it.each([
    ['README.md', 'readme.MD'],
    ['Straße.ts', 'STRASSE.ts'],
    ['ΟΔΟΣ.md', 'οδος.md'],
    ['\u0130x', '\u0130X'],
    ['caf\u00e9/A.ts', 'cafe\u0301/a.TS'],
    ['💡/a.ts', '💡/A.ts'],
    ['a.ts', 'a.ts.'],
    ['a.ts', 'a.ts . '],
    ['src/a.ts', 'src./a.ts'],
    ['\u1e9e.md', 'SS.md'],
    ['\ufb01le.ts', 'FILE.ts'],
    [`${'é'.repeat(127)}.t`, `${'e\u0301'.repeat(127)}.T`],
  ])('%s and %s are one file to a laptop', (a, b) => {
    expect(canonicalPattern(a).matchKey).toBe(canonicalPattern(b).matchKey);
  });
});

describe('a path that leads elsewhere is refused with the path and the rule', () => {
  it.each([
    ['', 'names nothing'],
    ['.', 'names nothing'],
    ['/etc/passwd', 'leading /'],
    ['~/x', 'leading ~'],
    ['C:/x', 'drive letter'],
    ['c:x', 'drive letter'],
    ['a\\b', 'not \\'],
    ['a/../b', '..'],
    ['..', '..'],
    ['a\0b', 'control'],
    ['a\u0085b', 'control'],
    ['a\nb', 'control'],
    ['\ud800', 'valid Unicode'],
    ['.git/config', 'git’s own folder'],
    ['a/.GIT', 'git’s own folder'],
    ['.git.', 'git’s own folder'],
    ['.git /x', 'git’s own folder'],
    ['GIT~1/hooks', 'git’s own folder'],
    ['.git::$INDEX_ALLOCATION/x', 'git’s own folder'],
    ['.g\u200cit/x', 'git’s own folder'],
    ['src/a**', '** must stand alone'],
    ['**/a/**/b/**/c/**', 'at most 3 times'],
    ['a/'.repeat(33), 'folders deep'],
    ['é'.repeat(257), 'bytes'],
  ])('%j', (path, rule) => {
    let refused: AppError | undefined;
    try {
      canonicalPattern(path);
    } catch (error) {
      refused = error as AppError;
    }
    expect(refused).toMatchObject({ code: 'BAD_PATH', details: { path } });
    expect(refused?.message).toContain(rule);
  });
});

/** What has brought pattern libraries to a standstill or to the wrong file. */
const ATTACKS = [
  `${'*a'.repeat(200)}b`,
  `${'a*'.repeat(200)}b`,
  `${'*'.repeat(400)}x`,
  `${'?'.repeat(400)}x`,
  '**/*/**/*/**/*/a',
  `**/${'*/'.repeat(29)}x`,
  `{${'a,'.repeat(200)}b}`,
  '{1..1000000}',
  '+(a+(a+(a+(a))))b',
  '!(**/!(*)!(*)!(*))x',
  '*(*(*(*(a|b))))c',
  `${'(a|'.repeat(100)}b${')'.repeat(100)}`,
  '[[:alpha:][:alpha:]]+x',
  `${'[a-z]'.repeat(90)}x`,
  '[!a-\u{10ffff}]*',
  '(?=a)(?!b).*',
  '$(rm -rf x)/`id`',
  '%2e%2e/%2e%2e/etc',
  '.../...',
  '. ./a',
];

describe('a pattern that attacks', () => {
  it.each(ATTACKS)('%j is refused, or decided by the product of the lengths at most', (text) => {
    const path = text.slice(0, 512);
    try {
      const pattern = canonicalPattern(path);
      const long = canonicalPattern(`${'a'.repeat(250)}/${'a'.repeat(250)}`);
      // A backtracking matcher would not end within the time of a test.
      for (let i = 0; i < 10; i++) for (const other of [pattern, long]) overlaps(pattern, other);
      expect(overlaps(pattern, pattern)).toBe(true);
      expect(pattern.pattern.split('/')).not.toContain('..');
    } catch (error) {
      expect((error as AppError).code).toBe('BAD_PATH');
    }
  });
});
