import { describe, expect, it } from 'vitest';
import { lockOfFile } from '@/contract/lock-path';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { overlaps } from '@/domain/locks/overlap';

const DEEP = 'd/'.repeat(40);
const LONG = 'l'.repeat(200);

describe('a file of git', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['caf\u0065\u0301.md', 'caf\u00e9.md'],
    ['what?.md', 'what?.md'],
    ['~$report.docx', '?$report.docx'],
    ['C:notes.txt', 'C?notes.txt'],
    ['a\\b.txt', 'a?b.txt'],
    ['src/line\nbreak.ts', 'src/line?break.ts'],
    ['src/a**b.ts', 'src/a*b.ts'],
    ['docs/git~2/~a', 'docs/git?2/?a'],
    ['docs/.git /a\\', 'docs/*/a?'],
    [`${DEEP}fixture.txt`, 'd/'.repeat(32)],
    [`${DEEP}~a\\`, 'd/'.repeat(32)],
    [`${LONG}/${LONG}/${LONG}`, `${LONG}/${LONG}/`],
    ['**/**/**/**', '**/**/**'],
  ])('%j is locked as %j', (file, lock) => {
    expect(lockOfFile(file)).toBe(lock);
    expect(canonicalPattern(lock).pattern).toBe(lock);
  });

  it.each([
    ['~$report.docx', '*.docx'],
    ['docs/~$report.docx', 'docs/'],
    ['docs/a\\b.txt', 'docs/*.txt'],
    ['docs/deep\u0007/x', 'docs/**'],
    [`${DEEP}fixture.txt`, 'd/d/d/'],
    [`${DEEP}fixture.txt`, `${'d/'.repeat(31)}*`],
  ])('%j meets what covers it: %j', (file, held) => {
    expect(overlaps(canonicalPattern(lockOfFile(file)), canonicalPattern(held))).toBe(true);
  });
});
