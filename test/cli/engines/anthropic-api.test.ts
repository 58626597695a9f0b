import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '@/lib/is-alive';
import { anthropicApi } from '../../../cli/src/engines/anthropic-api/anthropic-api';
import { parseLine } from '../../../cli/src/engines/claude-code/parse-line';
import type { EngineSession } from '../../../cli/src/engines/engine';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { holdable, type Stage, stageRun } from './stage-run';

let model: ScriptedModel;
let stage: Stage;
let session: EngineSession | undefined;

beforeAll(async () => {
  model = await startScriptedModel();
});
afterEach(async () => {
  await session?.stop();
  session = undefined;
  stage.remove();
});
afterAll(() => model.close());

async function open(scenario: string, given: Parameters<typeof stageRun>[1] = {}): Promise<EngineSession> {
  stage = stageRun(model.url(scenario), given);
  session = await anthropicApi({ apiKey: null }).open(stage.run);
  return session;
}
const asked = (scenario: string) => model.requests.filter((request) => request.scenario === scenario);

describe('the tool loop with a scripted model', () => {
  test('edits files, runs their tests, and says what it used at the known price', async () => {
    const turn = await (await open('edit')).say('Add percentOf to src/money.js.');
    expect(turn).toMatchObject({
      ok: true,
      usage: { inputTokens: 4800, outputTokens: 320, turns: 4, costMicros: 640 },
    });
    expect(stage.read('src/money.js')).toContain('Math.round((cents * percent) / 100)');
    expect(stage.gated).toEqual(expect.arrayContaining(['src/money.js', 'test/money.test.js']));
    expect(stage.asked).toEqual([]);
    expect(asked('edit')[0]?.auth.bearer).toBe('sk-ant-test-0123456789');
    expect(JSON.stringify(asked('edit')[0]?.body)).toContain('Rule: keep it small.');
  });

  test('writes the event shapes of Claude Code, one a line', async () => {
    await (await open('edit')).say('Add percentOf.');
    const kinds = stage
      .stdout()
      .trim()
      .split('\n')
      .map((line) => parseLine(line).kind);
    expect(kinds.filter((kind) => kind === 'message')).toHaveLength(4);
    expect(kinds[0]).toBe('init');
    expect(kinds.at(-1)).toBe('result');
    expect(stage.stdout()).not.toContain('sk-ant-test');
  });

  test('goes on in the same conversation when a check sends it back', async () => {
    const living = await open('repair');
    await living.say('Add percentOf.');
    expect(stage.read('src/money.js')).toContain('Math.floor((cents * percent)');
    expect(await living.say('The check failed: 149 is not 150.')).toMatchObject({
      ok: true,
      usage: { turns: 6 },
    });
    expect(stage.read('src/money.js')).toContain('Math.round((cents * percent)');
  });

  test('is refused a held file and goes on elsewhere', async () => {
    const reason = 'src/cart.js is held by TASK-7.';
    await (
      await open('held', {
        permit: (file) => (file === 'src/cart.js' ? { allow: false, reason } : { allow: true }),
      })
    ).say('Go.');
    expect(stage.read('src/cart.js')).not.toContain('countItems');
    expect(stage.read('src/count-items.js')).toContain('countItems');
  });

  test('asks a person, and the answer reaches the model', async () => {
    await (await open('question', { answer: () => ({ option: '1', text: null }) })).say('Go.');
    expect(stage.read('src/currency.js')).toContain("'EUR'");
  });

  test('cannot write outside its worktree, and asks before a shell command where there is no sandbox', async () => {
    await (await open('escape', { answer: () => ({ option: 'deny', text: null }) })).say('Go.');
    expect(stage.asked).toEqual([expect.objectContaining({ kind: 'permission' })]);
    for (const name of ['escaped-by-tool.txt', 'escaped-by-shell.txt'])
      expect(existsSync(path.join(stage.run.cwd, '..', name))).toBe(false);
  });

  test('stops at its turns and at its budget, and refuses a budget it could not keep', async () => {
    expect(await (await open('endless', { maxTurns: 3 })).say('Go.')).toMatchObject({
      ok: false,
      reason: 'turns_exhausted',
      usage: { turns: 3 },
    });
    stage.remove();
    expect(await (await open('costly', { budgetMicros: 300_000, model: 'sonnet' })).say('Go.')).toMatchObject(
      {
        ok: false,
        reason: 'budget_exhausted',
        usage: { costMicros: 440_000 },
      },
    );
    stage.remove();
    await expect(open('edit', { budgetMicros: 300_000, model: 'a-local-model' })).rejects.toMatchObject({
      reason: 'preexec_failed',
    });
  });

  test('stands still before its next tool while a person wishes so', async () => {
    const gate = holdable();
    const living = await open('edit', { hold: gate.hold });
    const earlier = asked('edit').length;
    gate.close();
    const turn = living.say('Go.');
    await expect.poll(gate.waiting).toBe(1);
    await pause(500);
    expect([asked('edit').length, gate.waiting()]).toEqual([earlier + 1, 1]);
    expect(stage.gated).toEqual([]);
    gate.open();
    expect(await turn).toMatchObject({ ok: true });
    expect(stage.read('src/money.js')).toContain('percentOf');
  });

  test('hears what a person says in the middle of its work with its next request, once, and nothing of an earlier turn', async () => {
    const gate = holdable();
    const heard: string[][] = [];
    const living = await open('edit', { hold: gate.hold, onHeard: (ids) => heard.push(ids) });
    expect(living.tell({ id: 'too-early', text: 'Nobody works.' })).toBe(false);
    gate.close();
    const turn = living.say('Go.', ['first']);
    await expect.poll(gate.waiting).toBe(1);
    expect(heard).toEqual([['first']]);
    expect(living.tell({ id: 'second', text: 'Leave the cart alone.' })).toBe(true);
    gate.open();
    expect(await turn).toMatchObject({ ok: true });
    expect(heard).toEqual([['first'], ['second']]);
    const [before, after] = asked('edit')
      .slice(-4, -2)
      .map(({ body }) => JSON.stringify(body?.messages));
    expect(before).not.toContain('Leave the cart alone.');
    expect(after!.split('Leave the cart alone.')).toHaveLength(2);

    gate.close();
    const cut = living.say('Go on.');
    await expect
      .poll(gate.waiting)
      .toBe(1)
      .catch(() => {});
    living.tell({ id: 'third', text: 'Too late for this turn.' });
    living.interrupt();
    gate.open();
    await cut;
    await living.say('And now?');
    expect(JSON.stringify(asked('edit').at(-1)?.body)).not.toContain('Too late for this turn.');
  });

  test('does not do what it was about to when it is cancelled while it stands still', async () => {
    const gate = holdable();
    const living = await open('sleep', { hold: gate.hold, answer: () => ({ option: 'allow', text: null }) });
    gate.close();
    const turn = living.say('Go.');
    await expect.poll(gate.waiting).toBe(1);
    stage.abort.abort();
    gate.open();
    expect(await turn).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(existsSync(path.join(stage.run.cwd, 'sleeping.pid'))).toBe(false);
  });

  test('ends a running command when cancelled', async () => {
    const living = await open('sleep', { answer: () => ({ option: 'allow', text: null }) });
    const turn = living.say('Go.');
    const pidFile = path.join(stage.run.cwd, 'sleeping.pid');
    await expect
      .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').trim(), { timeout: 10_000 })
      .toMatch(/^\d+$/);
    stage.abort.abort();
    expect(await turn).toMatchObject({ ok: false, reason: 'cancelled' });
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  test.each([
    ['unauthorized', 'provider_auth'],
    ['overloaded', 'provider_overloaded'],
    ['rate-limited', 'provider_quota'],
    ['credit', 'provider_quota'],
  ])('tells how the service failed: %s', async (scenario, reason) => {
    stage = stageRun(model.url(scenario));
    stage.run.env.CLAUDE_CODE_MAX_RETRIES = '1';
    session = await anthropicApi({ apiKey: null }).open(stage.run);
    expect(await session.say('Go.')).toMatchObject({ ok: false, reason });
  });

  test('goes on after the service has recovered', async () => {
    expect(await (await open('overloaded-once')).say('Go.')).toMatchObject({ ok: true });
    expect(stage.read('notes.txt')).toBe('written\n');
  });
});
