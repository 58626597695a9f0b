import { expect, test } from 'vitest';
import { afterDeliveryFault, afterHandIn, leftoverFate } from '../../../cli/src/runner/delivery-state';
import { afterBeatFault, beatPause } from '../../../cli/src/runner/heartbeat-state';
import { isSilent, meaningOf, saidBecauseOf, strongerStop } from '../../../cli/src/runner/stop-state';

test('a result that was not taken is sent again, after its log, told as refused, or given up', () => {
  expect(afterDeliveryFault({ kind: 'transient', code: 'UNREACHABLE' }, 9)).toBe('again');
  expect(afterDeliveryFault({ kind: 'final', code: 'LOG_INCOMPLETE' }, 0)).toBe('resend');
  expect(afterDeliveryFault({ kind: 'final', code: 'LOG_INCOMPLETE' }, 5)).toBe('lost');
  expect(afterDeliveryFault({ kind: 'lost', code: 'LEASE_LOST' }, 0)).toBe('lost');
  expect(afterDeliveryFault({ kind: 'final', code: 'RESULT_CONFLICT' }, 0)).toBe('lost');
  for (const code of ['VALIDATION_ERROR', 'RECEIPT_REFUSED', 'BODY_TOO_LARGE'] as const)
    expect(afterDeliveryFault({ kind: 'final', code }, 0)).toBe('refused');
});

test('what an earlier process left is handed in where the new session goes on with it', () => {
  const adopted = [{ agentId: 'a', token: 't' }];
  expect(leftoverFate('a', adopted)).toMatchObject({ token: 't' });
  expect(leftoverFate('b', adopted)).toBe('forget');
});

test('what was not handed in is offered again by the next start, unless the server will never take it', () => {
  expect(
    [null, 'transient', 'superseded', 'revoked', 'upgrade'].map((kind) => afterHandIn(kind as never)),
  ).toEqual(Array(5).fill('keep'));
  expect((['lost', 'auth', 'final'] as const).map(afterHandIn)).toEqual(Array(3).fill('forget'));
});

test('a heartbeat comes sooner after a miss, at once where something is to be told, more often while paused', () => {
  const pause = (more: { missed?: number; paused?: boolean; hurry?: boolean }, random = 0.5) =>
    Math.round(
      beatPause({ missed: 0, paused: false, hurry: false, ...more }, { heartbeatMs: 10_000 }, random),
    );
  expect(pause({})).toBe(10_000);
  expect([pause({}, 0), pause({}, 1)]).toEqual([8_000, 12_000]);
  expect(pause({ paused: true })).toBe(2_000);
  expect(pause({ hurry: true })).toBe(0);
  expect([pause({ missed: 1, hurry: true }), pause({ missed: 9 }, 1)]).toEqual([700, 10_200]);
});

test('a heartbeat that may come right again is missed, any other says that the agent is lost', () => {
  expect([afterBeatFault('transient'), afterBeatFault('final')]).toEqual(['missed', 'lost']);
});

test('the first reason to stop counts, unless nothing more may be sent', () => {
  expect(strongerStop(null, 'cancel')).toBe('cancel');
  expect(strongerStop('cancel', 'timeout')).toBe('cancel');
  expect(strongerStop('cancel', 'lost')).toBe('lost');
  expect([isSilent('lost'), isSilent('cancel'), isSilent(null)]).toEqual([true, false, false]);
});

test('a call that failed says whose agent it is, and whether the runner may go on', () => {
  expect(meaningOf('transient')).toEqual({ lost: false, fatal: false });
  expect(meaningOf('final')).toEqual({ lost: false, fatal: false });
  expect(meaningOf('lost')).toEqual({ lost: true, fatal: false });
  expect(meaningOf('auth')).toEqual({ lost: true, fatal: false });
  expect(meaningOf('revoked')).toEqual({ lost: true, fatal: true });
  expect(meaningOf('superseded')).toEqual({ lost: true, fatal: true });
  expect(meaningOf('upgrade')).toEqual({ lost: false, fatal: true });
});

test('a result says why its agent was stopped; one that came to its own end says nothing', () => {
  expect(saidBecauseOf('timeout')).toMatchObject({ outcome: 'timeout', reason: 'timeout' });
  expect(saidBecauseOf('lost')).toEqual({});
  expect(saidBecauseOf(null)).toEqual({});
});
