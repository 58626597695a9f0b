import { describe, expect, it } from 'vitest';
import { fromWireId, newId, toWireId } from '@/lib/ids';

describe('ids', () => {
  it('are uuids of version 7 that tell their moment', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
  });

  it('sort in the order in which they were made, however many a millisecond has, and are never twice the same', () => {
    const ids = Array.from({ length: 20_000 }, () => newId());
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sort likewise when the clock goes back', () => {
    const now = Date.now() + 60_000;
    const ids = [newId(now), newId(now - 5_000), newId(now + 1)];
    expect([...ids].sort()).toEqual(ids);
  });

  it('come back from the wire, and only as what they are', () => {
    const id = newId();
    expect(fromWireId('task', toWireId('task', id))).toBe(id);
    expect(() => fromWireId('task', toWireId('agent', id))).toThrow(/not the id of a task/);
  });
});
