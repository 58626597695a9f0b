import { describe, expect, it } from 'vitest';
import { outputOf } from '@/domain/flows/output-of';

const said = (value: unknown) => `Here it is.\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;
const text = (pattern: string) => ({ type: 'object', properties: { a: { type: 'string', pattern } } });

describe('the output of a step', () => {
  it('meets the schema of its node, patterns included', () => {
    expect(outputOf(said({ a: 'yes' }), text('^y'))).toEqual({ output: { a: 'yes' }, fault: null, why: '' });
    expect(outputOf(said({ a: 'no' }), text('^y'))).toMatchObject({ fault: 'output_invalid' });
  });

  it.each([
    ['a pattern', text('^(a+)+$'), { a: `${'a'.repeat(60)}!` }],
    [
      'names by a pattern',
      { type: 'object', patternProperties: { '^(a+)+$': {} } },
      { [`${'a'.repeat(60)}!`]: 1 },
    ],
    ['parts that name one another', doubling(60), 'x'],
  ])(
    'is refused where looking at it would take for ever: %s',
    (_, schema, value) => {
      const before = performance.now();
      const { fault, why } = outputOf(said(value), schema as Record<string, unknown>);
      expect([fault, why]).toEqual(['output_invalid', expect.stringContaining('too long')]);
      expect(performance.now() - before).toBeLessThan(3_000);
    },
    20_000,
  );
});

/** A schema of which each part is twice the one before it. */
function doubling(parts: number): object {
  const of = (n: number) => ({ $ref: `#/$defs/d${n}` });
  const all = Array.from({ length: parts }, (_, n) => [
    `d${n}`,
    n === 0 ? { type: 'number' } : { anyOf: [of(n - 1), of(n - 1)] },
  ]);
  return { $defs: Object.fromEntries(all), ...of(parts - 1) };
}
