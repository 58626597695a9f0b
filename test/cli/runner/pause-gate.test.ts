import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startDeadline } from '../../../cli/src/runner/deadline';
import { createPauseGate } from '../../../cli/src/runner/pause-gate';

function stage() {
  const abort = new AbortController();
  const told: string[] = [];
  const gate = createPauseGate({
    signal: abort.signal,
    onHeld: () => told.push('held'),
    onFree: () => told.push('free'),
  });
  const step = (name: string) => gate.pass().then(() => told.push(name));
  return { abort, told, gate, step };
}

describe('the gate between two steps', () => {
  test('lets every step pass while nobody wishes otherwise', async () => {
    const { told, gate, step } = stage();
    await step('one');
    gate.wish(false);
    await step('two');
    expect(told).toEqual(['one', 'two']);
  });

  test('holds all steps from the first on, and lets them go on together', async () => {
    const { told, gate, step } = stage();
    gate.wish(true);
    expect(told, 'a wish alone holds nothing').toEqual([]);
    const steps = [step('one'), step('two')];
    gate.wish(true);
    await pause(20);
    expect(told).toEqual(['held']);
    gate.wish(false);
    await Promise.all(steps);
    expect(told).toEqual(['held', 'free', 'one', 'two']);
    gate.wish(true);
    const third = step('three');
    gate.wish(false);
    await third;
    expect(told.slice(4)).toEqual(['held', 'free', 'three']);
  });

  test('opens for good when the agent must end', async () => {
    const { abort, told, gate, step } = stage();
    gate.wish(true);
    const held = step('one');
    abort.abort();
    await held;
    await step('two');
    expect(told).toEqual(['held', 'free', 'one', 'two']);
  });
});

test('a time limit stands still through a pause and a question at once', async () => {
  let over = false;
  const deadline = startDeadline(60, () => {
    over = true;
  });
  deadline.pause();
  deadline.pause();
  await pause(120);
  deadline.resume();
  await pause(120);
  expect(over).toBe(false);
  deadline.resume();
  await expect.poll(() => over).toBe(true);
});
