import { describe, expect, it } from 'vitest';
import { ROUTES } from '@/api/routes';
import { ENDPOINTS } from '@/contract/endpoints';
import type { TaskStatus } from '@/contract/task';
import { PERSON_MOVES } from '@/domain/tasks/person-moves';
import { mayMove, TASK_MOVES } from '@/domain/tasks/task-state';

describe('the map of the API', () => {
  it('has one handler for each endpoint of the contract, and no other', () => {
    const named = ROUTES.map((route) => route.endpoint.name).sort();
    expect(named).toEqual(ENDPOINTS.map((endpoint) => endpoint.name).sort());
    expect(new Set(named).size).toBe(named.length);
  });

  it('has one endpoint for a method and path', () => {
    const places = ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('names every parameter of a path in its schema', () => {
    for (const { name, path, params } of ENDPOINTS) {
      const wanted = [...path.matchAll(/:(\w+)/g)].map(([, param]) => param);
      const known = params ? Object.keys((params as unknown as { shape: object }).shape) : [];
      expect(known.sort(), name).toEqual(wanted.sort());
    }
  });
});

describe('what a person may set', () => {
  it('is within the moves of the table, or stops by way of CANCELLING', () => {
    for (const [from, allowed] of Object.entries(PERSON_MOVES) as [TaskStatus, TaskStatus[]][]) {
      expect(TASK_MOVES[from]).toBeDefined();
      for (const to of allowed)
        expect(
          mayMove(from, to) || (to === 'CANCELLED' && mayMove(from, 'CANCELLING')),
          `${from} to ${to}`,
        ).toBe(true);
    }
  });
});
