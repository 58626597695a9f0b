import { describe, expect, it } from 'vitest';
import { QueueSettings } from '@/contract/queue';
import { RoomLeft } from '@/services/scheduler/room-left';

const limits = (queue: Partial<QueueSettings> = {}, projects: Record<string, number> = {}) => ({
  queue: QueueSettings.parse({
    paused: false,
    pauseNote: null,
    stopOnFailure: false,
    maxConcurrent: null,
    roleLimits: {},
    ...queue,
  }),
  projects,
});
const wish = (project_id = 'p', role = 'coding', ready: 'work' | 'verify' = 'work') => ({
  project_id,
  role,
  ready,
});
const fills = (room: RoomLeft, one = wish()) => {
  let n = 0;
  while (n < 50 && room.admit(one)) n++;
  return n;
};

describe('what the limits leave', () => {
  it('is everything where there are none', () => {
    const room = new RoomLeft(limits(), [{ project_id: 'p', role: 'coding', n: 9 }]);
    expect(room.agents).toBe(Number.POSITIVE_INFINITY);
    expect(fills(room)).toBe(50);
  });

  it('is what the workspace allows, less what is at work, of any kind', () => {
    const live = [
      { project_id: 'p', role: 'coding', n: 2 },
      { project_id: 'q', role: null, n: 1 },
    ];
    const room = new RoomLeft(limits({ maxConcurrent: 5 }), live);
    expect(room.agents).toBe(2);
    expect(fills(room)).toBe(2);
  });

  it('is nothing, not less, where a limit was lowered under what is at work', () => {
    const room = new RoomLeft(limits({ maxConcurrent: 1 }), [{ project_id: 'p', role: null, n: 4 }]);
    expect(room.agents).toBe(0);
    expect(fills(room)).toBe(0);
  });

  it('is counted by project', () => {
    const room = new RoomLeft(limits({}, { p: 2 }), [{ project_id: 'p', role: 'coding', n: 1 }]);
    expect(fills(room, wish('p'))).toBe(1);
    expect(room.inProject('p')).toBe(false);
    expect(fills(room, wish('q'))).toBe(50);
  });

  it('is counted by role for the work itself, not for its checks', () => {
    const room = new RoomLeft(limits({ roleLimits: { coding: 1 } }), []);
    expect(fills(room, wish('p', 'coding'))).toBe(1);
    expect(room.fullRoles()).toEqual(['coding']);
    expect(fills(room, wish('p', 'coding', 'verify'))).toBe(50);
    expect(fills(room, wish('p', 'reviewer'))).toBe(50);
  });

  it('comes back when one does not begin after all', () => {
    const room = new RoomLeft(limits({ maxConcurrent: 1, roleLimits: { coding: 1 } }, { p: 1 }), []);
    expect([room.isFull(), room.admit(wish()), room.isFull()]).toEqual([false, true, true]);
    expect(room.admit(wish())).toBe(false);
    room.leave(wish());
    expect(room.admit(wish())).toBe(true);
  });
});
