import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifyExit, classifyTurn } from '../../../cli/src/engines/claude-code/classify-turn';
import { parseLine, type StreamEvent } from '../../../cli/src/engines/claude-code/parse-line';
import { openUsageLedger } from '../../../cli/src/engines/claude-code/usage-ledger';

const folder = path.join(import.meta.dirname, '../../recordings/claude-code');
const play = (name: string): StreamEvent[] =>
  readFileSync(path.join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(parseLine);
const of = <K extends StreamEvent['kind']>(events: StreamEvent[], kind: K) =>
  events.filter((event): event is Extract<StreamEvent, { kind: K }> => event.kind === kind);

/** The verdict on the last result, judged as a session does: with the error of the last message before it. */
function verdictOn(name: string) {
  const events = play(name);
  const facts = of(events, 'result').at(-1)?.facts;
  if (!facts) throw new Error(`${name} has no result`);
  return classifyTurn(facts, of(events, 'message').at(-1)?.error ?? null);
}
function usageOf(name: string) {
  const ledger = openUsageLedger();
  for (const event of play(name)) {
    if (event.kind === 'message') ledger.message(event.id, event.model, event.subAgent, event.tokens);
    if (event.kind === 'result') ledger.totals(event.facts.totals);
  }
  return ledger.usage();
}

describe('recorded turns are judged by what happened', () => {
  test.each([
    ['edit', true, null],
    ['hook', true, null],
    ['sub-agent', true, null],
    ['two-messages', true, null],
    ['forbidden', false, 'provider_auth'],
    ['no-credit', false, 'provider_quota'],
    ['rate-limited', false, 'provider_quota'],
    ['overloaded', false, 'provider_overloaded'],
    ['connection-dropped', false, 'provider_network'],
    ['unknown-model', false, 'unknown'],
    ['refusal', false, 'unknown'],
    ['turns-exhausted', false, 'turns_exhausted'],
    ['budget-exhausted', false, 'budget_exhausted'],
    ['interrupted', false, 'cancelled'],
    ['deferred', false, 'unknown'],
    ['resume-missing', false, 'unknown'],
  ])('%s', (name, ok, reason) => {
    expect(verdictOn(name)).toMatchObject({ ok, reason, message: expect.stringMatching(/\S/) });
  });

  test('"success" of a failed request is not success', () => {
    expect(of(play('forbidden'), 'result').at(-1)?.facts).toMatchObject({
      subtype: 'success',
      isError: true,
    });
  });

  test('a process without a result is judged by how it ended, with its last words', () => {
    expect(of(play('terminated'), 'result')).toEqual([]);
    expect(classifyExit({ code: 143, signal: null }, 'a\nlast words\n')).toMatchObject({
      reason: 'process_crash',
      message: expect.stringContaining('last words'),
    });
    expect(classifyExit({ code: 0, signal: null }, '')).toMatchObject({ ok: false, reason: 'no_result' });
  });

  test('a refused key shows as retries', () => {
    const retries = of(play('unauthorized'), 'retry');
    expect(retries.slice(0, 2)).toEqual([
      expect.objectContaining({ attempt: 1, status: 401, error: 'authentication_failed' }),
      expect.objectContaining({ attempt: 2, status: 401, error: 'authentication_failed' }),
    ]);
  });
});

describe('recorded usage adds up', () => {
  test('a message counts once, however many lines it has', () => {
    const lines = of(play('edit'), 'message');
    expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
    expect(lines.length).toBeGreaterThan(5);
    expect(usageOf('edit')).toMatchObject({
      turns: 5,
      inputTokens: 6000,
      outputTokens: 400,
      costMicros: 32_000,
      model: 'claude-opus-5-5',
    });
  });

  test('the last call before a budget stop is counted', () => {
    expect(usageOf('budget-exhausted')).toMatchObject({ inputTokens: 300_000, costMicros: 1_320_000 });
  });

  test('two messages in one process are not counted twice', () => {
    expect(usageOf('two-messages')).toMatchObject({
      inputTokens: 2400,
      outputTokens: 160,
      costMicros: 12_800,
      turns: 2,
    });
  });

  test('sub-agents cost money but take no turn', () => {
    const own = of(play('sub-agent'), 'message').filter(({ subAgent }) => !subAgent);
    expect(usageOf('sub-agent')).toMatchObject({
      costMicros: 25_600,
      turns: new Set(own.map(({ id }) => id)).size,
    });
  });

  test('tokens are known before the first result, and a line that comes after the totals adds nothing', () => {
    const ledger = openUsageLedger();
    const tokens = { input: 10, output: 1, cacheRead: 0, cacheWrite: 0 };
    ledger.message('m1', 'a-model', false, tokens);
    expect(ledger.usage()).toMatchObject({ inputTokens: 10, turns: 1, costMicros: 0 });
    ledger.totals([{ model: 'a-model', ...tokens, output: 9, costUsd: null }]);
    ledger.message('m1', 'a-model', false, tokens);
    expect(ledger.usage()).toMatchObject({ inputTokens: 10, outputTokens: 9, turns: 1, costMicros: 0 });
  });
});

describe('every recorded line is understood or passed through', () => {
  test('nothing is noise but what is no JSON', () => {
    for (const name of ['edit', 'hook', 'permission', 'partial-messages', 'sub-agent']) {
      expect(play(name).filter(({ kind }) => kind === 'noise')).toEqual([]);
    }
    for (const line of ['', 'warning: x', '[1]', 'null', '"x"', '{"type":'])
      expect(parseLine(line)).toEqual({ kind: 'noise' });
  });

  test('unknown kinds and broken fields do no harm', () => {
    expect(parseLine('{"type":"system","subtype":"brand_new"}')).toEqual({
      kind: 'other',
      type: 'system:brand_new',
    });
    expect(parseLine('{"type":"assistant","message":7}')).toEqual({ kind: 'other', type: 'assistant' });
    expect(parseLine('{"type":"result","modelUsage":7,"errors":"x"}')).toMatchObject({
      kind: 'result',
      facts: { isError: false, totals: [], errors: [] },
    });
  });

  test('what the client asks is read with its input', () => {
    const asked = of(play('permission'), 'control_request');
    expect(asked[0]?.request).toMatchObject({ subtype: 'can_use_tool', tool_name: 'Write' });
    expect(of(play('hook'), 'control_request')[0]?.request).toMatchObject({
      subtype: 'hook_callback',
      callback_id: 'h-pre',
    });
  });
});
