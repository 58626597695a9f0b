import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openControl } from '../../../cli/src/engines/claude-code/control';
import { createUsagePoll } from '../../../cli/src/engines/claude-code/poll-usage';
import { openUsageLedger } from '../../../cli/src/engines/claude-code/usage-ledger';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const sent: { request_id: string }[] = [];
  const never = () => new Promise<never>(() => {});
  const control = openControl((message) => void sent.push(message as { request_id: string }), {
    hook: never,
    canUseTool: never,
  });
  const ledger = openUsageLedger();
  const changed = vi.fn();
  return { sent, control, ledger, changed, poll: createUsagePoll(control, ledger, changed) };
}

test('a long turn shows its cost, asked for at most every ten seconds', async () => {
  const { sent, control, ledger, changed, poll } = stage();
  poll();
  expect(sent).toHaveLength(0);
  vi.advanceTimersByTime(10_000);
  poll();
  poll();
  expect(sent).toHaveLength(1);
  const use = { inputTokens: 1200, outputTokens: 80, costUSD: 0.0064, costBasis: 'list' };
  const response = { session: { model_usage: { 'claude-opus-5-5': use } } };
  control.onResponse({
    kind: 'control_response',
    id: sent[0]?.request_id ?? '',
    ok: true,
    response,
    error: '',
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(changed).toHaveBeenCalledOnce();
  expect(ledger.usage()).toMatchObject({ inputTokens: 1200, outputTokens: 80, costMicros: 6400 });
});

test('a client that does not know the question is not asked again', async () => {
  const { sent, control, changed, poll } = stage();
  vi.advanceTimersByTime(10_000);
  poll();
  control.onResponse({
    kind: 'control_response',
    id: sent[0]?.request_id ?? '',
    ok: false,
    response: {},
    error: 'Unsupported',
  });
  await vi.advanceTimersByTimeAsync(20_000);
  poll();
  expect(sent).toHaveLength(1);
  expect(changed).not.toHaveBeenCalled();
});
