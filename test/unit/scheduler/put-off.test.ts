import { expect, test } from 'vitest';
import { inReach } from '@/services/scheduler/put-off';

const at = (minutes: number) => ({ place: minutes * 60_000_000 });

test('a task that is put off is passed by those queued within five minutes of it, and by nobody later', () => {
  const offers = [at(1), at(4), at(5), at(30)];
  expect(inReach(offers, [at(2), at(0)])).toEqual([at(1), at(4)]);
  expect(inReach(offers, [])).toEqual(offers);
});
