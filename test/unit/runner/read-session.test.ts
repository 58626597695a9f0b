import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSession } from '../../../cli/src/engines/claude-code/read-session';

const SESSION = '0198c0de-0000-4000-8000-000000000001';
const config = mkdtempSync(path.join(tmpdir(), 'session-'));
afterAll(() => rmSync(config, { recursive: true, force: true }));

/** What the session says where the question was followed by this result. */
function after(result: object | null) {
  const lines = [
    { type: 'user', cwd: '/work', message: { content: 'Say the currency' } },
    {
      type: 'assistant',
      message: {
        content: [
          {
            type: 'tool_use',
            id: 'toolu_1',
            name: 'AskUserQuestion',
            input: { questions: [{ question: 'Which?' }] },
          },
        ],
      },
    },
    ...(result
      ? [{ type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: 'toolu_1', ...result }] } }]
      : []),
  ];
  mkdirSync(path.join(config, 'projects', 'work'), { recursive: true });
  const file = path.join(config, 'projects', 'work', `${SESSION}.jsonl`);
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return readSession({ CLAUDE_CONFIG_DIR: config }, SESSION);
}

test('a question is answered by its result alone, not by an error that stands in its place', () => {
  expect(after(null)?.answered.size).toBe(0);
  expect(after({ is_error: true, content: 'Stream closed' })?.answered.size).toBe(0);
  expect(after({ content: 'Your questions have been answered: Pound' })?.answered.size).toBe(1);
});
