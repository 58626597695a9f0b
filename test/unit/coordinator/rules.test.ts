import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeant, prefixFault } from '@/domain/rules/rule-state';

const bash = (input: string) => ({ tool: 'Bash', input });

describe('a rule', () => {
  it('is about the same tool and the same input, to the last character', () => {
    const rule = { ...bash('npm test'), prefix: false };
    expect(isMeant(rule, bash('npm test'))).toBe(true);
    for (const other of ['npm test ', 'npm  test', 'npm tes', 'npm test -- a', 'NPM test', 'npm test\n'])
      expect(isMeant(rule, bash(other)), other).toBe(false);
    expect(isMeant(rule, { tool: 'WebFetch', input: 'npm test' })).toBe(false);
  });

  it('for first words lets plain words follow, and nothing that a shell reads otherwise', () => {
    const rule = { ...bash('npm test'), prefix: true };
    for (const same of ['npm test', 'npm test -- --run src/a.test.ts', 'npm test a=b,c@1.2:3'])
      expect(isMeant(rule, bash(same)), same).toBe(true);
    const others = ';&|<>$()`\'"*?[]{}\\!#~^%\n\t'.split('').map((sign) => `npm test a${sign} b`);
    for (const other of [...others, 'npm testing', 'npm test ../../x', 'npm test --dir=..', 'sudo npm test'])
      expect(isMeant(rule, bash(other)), other).toBe(false);
  });

  it('for first words is never about a command without them, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 30 }), (asked) => {
        const meant = isMeant({ ...bash('make'), prefix: true }, bash(asked));
        expect(meant).toBe(
          /^make( [A-Za-z0-9 _./:=@,+-]*)?$/.test(asked) && !/(^|[ /=:,])\.\.($|[ /=:,])/.test(asked),
        );
      }),
      { seed: 6, numRuns: 2_000 },
    );
  });

  it.each([
    ['npm test', 'npm test -- a', null],
    ['npm test', 'npm test', null],
    ['npm', 'npm test', null],
    ['np', 'npm test', /first words must be/],
    ['npm run', 'npm test', /first words must be/],
    ['npm test ', 'npm test -- a', /may hold/],
    ['npm test;', 'npm test; rm -r /', /may hold/],
    ['cat ..', 'cat .. a', /no way upwards/],
  ])('can be made of %j for %j', (prefix, input, fault) => {
    const said = prefixFault(bash(input), prefix);
    if (fault === null) expect(said).toBeNull();
    else expect(said).toMatch(fault);
  });

  it('for first words is of commands alone', () => {
    expect(prefixFault({ tool: 'WebFetch', input: '{}' }, '{')).toMatch(/Only a command/);
  });
});
