import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from '../../cli/src/runner/safe-name';

describe('the name under which a runner puts a file that somebody has named', () => {
  it.each([
    ['notes.txt', 'notes.txt'],
    ['../../.ssh/authorized_keys', '_.._.ssh_authorized_keys'],
    ['.bashrc', 'bashrc'],
    ['-rf', 'rf'],
    ['CON.txt', '_CON.txt'],
    ['Bild 1 – größer.png', 'Bild 1 _ größer.png'],
    ['', 'file'],
    ['...', 'file'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(100)}.png`],
  ])('of %j is %j', (given, name) => {
    expect(safeName(given, new Set())).toBe(name);
  });

  it('is never that of another file', () => {
    const taken = new Set<string>();
    expect(['a.txt', 'A.txt', 'a/.txt', 'a.txt'].map((name) => safeName(name, taken))).toEqual([
      'a.txt',
      'A-2.txt',
      'a_.txt',
      'a-3.txt',
    ]);
  });

  it('is one part of a path inside its folder, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = safeName(given, new Set());
        expect(name).not.toMatch(/[/\\\p{Cc}:*?"<>|]|^\.|^-|[. ]$/u);
        expect(name.length).toBeGreaterThan(0);
      }),
    );
  });
});
