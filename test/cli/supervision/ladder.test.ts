import { describe, expect, test } from 'vitest';
import { type Finding, StallLimits } from '@/contract/stall';
import { type Act, climb, GROUND } from '../../../cli/src/supervision/ladder';

const MINUTE = 60_000;
const limits = StallLimits.parse({});

/** Looks once a minute at an agent that is silent from the start; gives each step with its minute. */
function watch(findings: (minute: number) => Finding, minutes: number, heardAt = -1): [number, Act][] {
  let rung = GROUND;
  const acts: [number, Act][] = [];
  let last = 0;
  for (let minute = 1; minute <= minutes; minute++) {
    if (minute === heardAt) last = minute;
    const look = { at: minute * MINUTE, quietMs: (minute - last) * MINUTE, finding: findings(minute) };
    const next = climb(rung, look, limits);
    rung = next.rung;
    if (next.act) acts.push([minute, next.act]);
  }
  return acts;
}

describe('with its thresholds as they are unless changed', () => {
  test('an agent that thinks for 20 minutes is looked at once and never touched', () => {
    expect(watch(() => 'model', 20)).toEqual([[5, 'probe']]);
  });

  test('a test suite that prints nothing for 15 minutes is looked at once and never touched', () => {
    expect(watch((minute) => (minute % 2 ? 'tool' : 'busy'), 15)).toEqual([[5, 'probe']]);
  });

  test('one that waits for a person is never touched, though it takes days', () => {
    expect(watch(() => 'waiting', 3 * 1440)).toEqual([[5, 'probe']]);
  });

  test.each(['stopped', 'frozen', 'idle', 'gone'] as const)(
    'one that is %s is nudged, then interrupted',
    (finding) => {
      expect(watch(() => finding, 30)).toEqual([
        [5, 'probe'],
        [6, 'nudge'],
        [7, 'interrupt'],
      ]);
    },
  );

  test('one that shows life again after a nudge has recovered, and starts from below', () => {
    expect(watch((minute) => (minute < 7 || minute > 20 ? 'idle' : 'tool'), 23)).toEqual([
      [5, 'probe'],
      [6, 'nudge'],
      [7, 'recovered'],
      [21, 'nudge'],
      [22, 'interrupt'],
    ]);
    expect(watch(() => 'idle', 6, 6)).toEqual([
      [5, 'probe'],
      [6, 'recovered'],
    ]);
  });

  test('patience has an end: an hour for the model, an hour for a tool', () => {
    expect(watch(() => 'model', 65).map(([, act]) => act)).toEqual(['probe', 'nudge', 'interrupt']);
    expect(watch(() => 'tool', 59)).toEqual([[5, 'probe']]);
  });
});
