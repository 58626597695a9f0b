import { frame } from '../../test/support/protocol-runner';

type Input = Record<string, unknown>;
const event = (value: unknown) => `${JSON.stringify(value)}\n`;
const says = (content: unknown[]) => event({ type: 'assistant', message: { role: 'assistant', content } });
const text = (words: string) => says([{ type: 'text', text: words }]);
const uses = (id: string, name: string, input: Input) => says([{ type: 'tool_use', id, name, input }]);
const gets = (id: string, content: string, isError = false) =>
  event({
    type: 'user',
    message: {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: id, content, is_error: isError }],
    },
  });

const BEGUN = event({
  type: 'system',
  subtype: 'init',
  cwd: '/home/ana/.agent-orchestrator/worktrees/TASK-1',
  model: 'claude-opus-5-5',
  claude_code_version: '2.1.329',
  permissionMode: 'dontAsk',
});
const HERE = '/home/ana/.agent-orchestrator/worktrees/TASK-1';
const FAILED_RUN = `✗ a price of 0.5 is refused
  expected [Function] to throw "amount"
    at tests/orders/place-order.test.ts:13:40
Tests: 1 failed, 5 passed`;

/** The log of an agent that works, errs, mends and finishes: engine lines, a runner's lines and checks with colours. */
export function shopLog(finished: boolean, begin = Date.now() - 130_000): Buffer {
  let at = begin;
  const next = (stream: 1 | 2 | 3 | 4, line: string, ms = 1200) => frame(stream, line, (at += ms));
  const frames = [
    next(3, 'Workspace ready: branch ao/TASK-1/1 at 4f2c91a\n'),
    next(3, 'Setup: npm ci (exit 0, 8.2 s)\n', 8200),
    next(1, BEGUN),
    next(1, text('I will read the order code first, then decide where the rule belongs.')),
    next(1, uses('t1', 'Grep', { pattern: 'placeOrder', path: 'src' })),
    next(1, gets('t1', 'src/orders/place-order.ts:6\ntests/order.test.ts:3')),
    next(1, uses('t2', 'Read', { file_path: `${HERE}/src/orders/place-order.ts` })),
    next(
      1,
      gets(
        't2',
        '1\timport { OrderRefused } from "./order-refused";\n2\timport type { Order } from "./order";',
      ),
    ),
    next(
      1,
      uses('t3', 'Write', {
        file_path: `${HERE}/src/money/assert-positive.ts`,
        content:
          'export function assertPositive(cents: number) {\n  if (cents <= 0) throw new OrderRefused("amount");\n}\n',
      }),
    ),
    next(1, gets('t3', 'File created successfully.')),
    next(
      1,
      uses('t4', 'Edit', {
        file_path: `${HERE}/src/orders/place-order.ts`,
        old_string: 'return book(order, total);',
        new_string: 'assertPositive(total);\n  return book(order, total);',
      }),
    ),
    next(1, gets('t4', 'The file has been updated.')),
    next(1, uses('t5', 'Bash', { command: 'npm test', description: 'Run the tests' })),
    next(1, gets('t5', FAILED_RUN, true), 6400),
    next(2, 'npm warn config optional is deprecated\n'),
    next(1, text('Half cents slip through: the rule has to ask for whole numbers too.')),
    next(
      1,
      uses('t6', 'Edit', {
        file_path: `${HERE}/src/money/assert-positive.ts`,
        old_string: 'cents <= 0',
        new_string: '!Number.isInteger(cents) || cents <= 0',
      }),
    ),
    next(1, gets('t6', 'The file has been updated.')),
    next(1, uses('t7', 'Bash', { command: 'npm test', description: 'Run the tests again' })),
  ];
  if (!finished) return Buffer.concat(frames);
  const cost = { total_cost_usd: 0.4312, num_turns: 9, duration_ms: 61_000 };
  const last =
    'Orders with a price that is not a whole positive number of cents are refused. Six tests pass.';
  frames.push(
    next(1, gets('t7', 'Tests: 6 passed'), 5100),
    next(1, event({ type: 'result', subtype: 'success', is_error: false, result: last, ...cost })),
    next(4, 'types: npx tsc --noEmit\n'),
    next(4, '\u001b[32m✓\u001b[0m no errors\n', 4200),
    next(4, 'test: npm test\n'),
    next(
      4,
      '\u001b[1;32m PASS \u001b[0m tests/orders/place-order.test.ts \u001b[90m(6 tests)\u001b[0m\n',
      3100,
    ),
    next(3, 'Committed 9d41e77 on ao/TASK-1/1\n'),
  );
  return Buffer.concat(frames);
}
