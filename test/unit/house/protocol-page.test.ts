import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '@/contract/endpoints';
import { ERROR_STATUS, type ErrorCode } from '@/contract/errors';
import { FAILURE_CLASS } from '@/contract/failure';
import { DEFAULT_TIMERS } from '@/contract/protocol';

const page = readFileSync('docs/protocol.md', 'utf8');
const calls = [...page.matchAll(/^\| `([A-Z]+ \/api\/runner\/[^`]*)` \| (\w+) \| .*? \| (.*?) ?\|$/gm)];

test('docs/protocol.md has every call of the protocol with who may make it, and no other', () => {
  const declared = ENDPOINTS.filter(({ path }) => path.startsWith('/api/runner/'));
  expect(calls.map(([, call, who]) => `${call} ${who}`).sort()).toEqual(
    declared.map(({ method, path, who }) => `${method} ${path} ${who}`).sort(),
  );
});

test('docs/protocol.md gives each error the status it has', () => {
  const named = calls.flatMap(([, , , errors]) => [...(errors ?? '').matchAll(/(\d{3}) ([A-Z_]{6,})/g)]);
  expect(named.length).toBeGreaterThan(15);
  for (const [, status, code] of named) expect(ERROR_STATUS[code as ErrorCode], code).toBe(Number(status));
});

test('docs/protocol.md names every timer with its default', () => {
  const rows = [...page.matchAll(/^\| `(\w+Ms)` \| (\d+) \|/gm)].map(([, name, ms]) => [name, Number(ms)]);
  expect(Object.fromEntries(rows)).toEqual(DEFAULT_TIMERS);
});

test('docs/protocol.md says what follows each class of failure', () => {
  const table = page.slice(page.indexOf('## Failures'));
  const rows = [...table.matchAll(/^\| (\w+) \|/gm)].map(([, name]) => name).slice(1);
  expect(new Set(rows)).toEqual(new Set(Object.values(FAILURE_CLASS)));
});
