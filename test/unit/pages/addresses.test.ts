import { describe, expect, test } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import { EventType } from '@/contract/event';
import { addressOf } from '@/hooks/address-of';
import { ADDRESSES } from '@/hooks/contract';
import { EVENT_TYPES } from '@/hooks/live-effects';

describe('what pages know of the API', () => {
  test.each(Object.entries(ADDRESSES))('%s is where the contract says', (name, address) => {
    const declared = ENDPOINTS.find((endpoint) => endpoint.name === name);
    expect(`${declared?.method} ${declared?.path}`).toBe(address);
  });

  test('every event of the contract is listened for', () => {
    expect(EVENT_TYPES.toSorted()).toEqual([...EventType.options].toSorted());
  });

  test('parameters and queries are encoded, and what is not given is left out', () => {
    expect(addressOf('getTask', { params: { id: 'a/b?c' } })).toBe('/api/tasks/a%2Fb%3Fc');
    expect(addressOf('listTasks', { query: { q: 'a&b', limit: 5, projectId: undefined } })).toBe(
      '/api/tasks?q=a%26b&limit=5',
    );
  });
});
