import { describe, expect, test } from 'vitest';
import { readSaid } from '../../../cli/src/commands/logs/read-said';

const line = (event: object) => JSON.stringify(event);
const usage = { input_tokens: 1, output_tokens: 1 };

describe('a line of an engine, for a terminal', () => {
  test('that is a message is its text and the tools it uses', () => {
    const content = [
      { type: 'text', text: 'I look first.' },
      { type: 'tool_use', name: 'Read', input: { file_path: 'src/sum.ts' } },
    ];
    const message = { id: 'm1', model: 'claude', content, usage };
    expect(readSaid(line({ type: 'assistant', message }))).toEqual([
      { kind: 'text', text: 'I look first.' },
      { kind: 'tool', name: 'Read', input: { file_path: 'src/sum.ts' } },
    ]);
  });

  test('that is a result says what failed, and nothing where it went well', () => {
    const result = { type: 'result', subtype: 'error_max_turns', result: null, errors: ['Too many turns.'] };
    expect(readSaid(line({ ...result, is_error: true }))).toEqual([
      { kind: 'failure', text: 'Too many turns.' },
    ]);
    expect(readSaid(line({ type: 'result', subtype: 'success', is_error: false, result: 'Done.' }))).toEqual(
      [],
    );
  });

  test('that belongs to the stream and says nothing to people is left out', () => {
    expect(readSaid(line({ type: 'user', message: {} }))).toEqual([]);
    expect(readSaid(line({ type: 'control_response', response: {} }))).toEqual([]);
  });

  test('that is none of its stream stays as it is', () => {
    expect(readSaid('> npm test')).toBeNull();
    expect(readSaid('{"coverage": 81}')).toBeNull();
    expect(readSaid('')).toBeNull();
  });
});
