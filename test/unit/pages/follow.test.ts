import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FollowEvent, followFromStart, followStep, LET_GO_PX } from '@/components/log/follow';

const run = (events: FollowEvent[]) => {
  let state = followFromStart;
  let pin = false;
  for (const event of events) ({ state, pin } = followStep(state, event));
  return { ...state, pin };
};
const atEnd: FollowEvent = { type: 'scrolled', by: 'reader', top: 1000, distance: 0 };
const up = (px: number): FollowEvent => ({ type: 'scrolled', by: 'reader', top: 1000 - px, distance: px });

describe('following the end of a log', () => {
  test('new rows keep the end in view', () => {
    expect(run([{ type: 'appended', rows: 5 }])).toMatchObject({ following: true, pin: true, unseen: 0 });
  });

  test('a small movement of the reader does not let go, a clear one does', () => {
    expect(run([atEnd, up(LET_GO_PX)]).following).toBe(true);
    expect(run([atEnd, up(LET_GO_PX + 1)]).following).toBe(false);
  });

  test('rows that come after letting go are counted and do not move the reader', () => {
    expect(run([atEnd, up(300), { type: 'appended', rows: 7 }])).toMatchObject({ unseen: 7, pin: false });
  });

  test('when the layout moves the end away, it is followed again', () => {
    expect(run([{ type: 'scrolled', by: 'layout', top: 500, distance: 400 }])).toMatchObject({
      following: true,
      pin: true,
    });
  });

  test('coming back to the end follows again, and so does jumping', () => {
    expect(run([atEnd, up(300), atEnd])).toMatchObject({ following: true, unseen: 0 });
    expect(run([atEnd, up(300), { type: 'jumped' }])).toMatchObject({ following: true, pin: true });
  });

  test('a selection is never fought; when it ends the end is shown again', () => {
    const selecting: FollowEvent[] = [
      { type: 'selecting', active: true },
      { type: 'appended', rows: 3 },
    ];
    expect(run(selecting)).toMatchObject({ pin: false, unseen: 3 });
    expect(run([...selecting, { type: 'selecting', active: false }])).toMatchObject({ pin: true, unseen: 0 });
  });

  test('nothing but the reader ever lets go', () => {
    const event = fc.oneof(
      fc.record({
        type: fc.constant('scrolled' as const),
        by: fc.constant('layout' as const),
        top: fc.nat(9999),
        distance: fc.nat(9999),
      }),
      fc.record({ type: fc.constant('appended' as const), rows: fc.nat(50) }),
      fc.record({ type: fc.constant('selecting' as const), active: fc.boolean() }),
    );
    fc.assert(fc.property(fc.array(event), (events) => run(events).following));
  });
});
