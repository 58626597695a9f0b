import { expect, test } from 'vitest';
import { accountOf } from '../../../cli/src/engines/claude-code/probe-claude';

const said = { loggedIn: true, authMethod: 'claude.ai', email: 'Ana@example.com', orgId: 'org-1' };

test('one login has one digest on every machine; another person or organisation has another', () => {
  const account = accountOf(said);
  expect(account).toMatch(/^[0-9a-f]{64}$/);
  expect(accountOf({ ...said, email: 'ana@example.com' })).toBe(account);
  expect(accountOf({ ...said, email: 'ben@example.com' })).not.toBe(account);
  expect(accountOf({ ...said, orgId: 'org-2' })).not.toBe(account);
});

test.each([
  null,
  { ...said, loggedIn: false },
  { ...said, authMethod: 'api_key' },
  { ...said, email: null },
  { ...said, orgId: undefined },
])('nothing is told of %j', (status) => {
  expect(accountOf(status)).toBeNull();
});
