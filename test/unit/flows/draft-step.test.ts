import { describe, expect, it } from 'vitest';
import { draftStep } from '@/domain/flows/draft-step';

const draft = (node: object, vars: Record<string, unknown>) =>
  draftStep({ id: 'a', ...node }, { part: null } as never, {
    scope: { vars },
    handedOn: [],
    timeoutMs: null,
  });

describe('what a step says as a task', () => {
  it('stays as long as a task may be, however often a long value is filled in', () => {
    const before = performance.now();
    const often = '{{vars.x}}'.repeat(10_000);
    const long = 'y'.repeat(200_000);
    for (const x of [long, [long]]) {
      const { description } = draft({ instructions: often, inputs: { all: often } }, { x });
      expect(description).toHaveLength(60_000);
    }
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  it('says how much of a value was left out', () => {
    const { description } = draft(
      { instructions: 'Go.', inputs: { all: '{{vars.x}}{{vars.x}}' } },
      { x: 'y'.repeat(50_000) },
    );
    expect(description).toMatch(/^Go\.\n\nInputs:\n- all: y{24000}… \(76000 characters more\)$/);
  });
});
