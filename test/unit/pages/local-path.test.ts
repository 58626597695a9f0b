import { expect, test } from 'vitest';
import { localPath } from '@/components/account/local-path';

test.each([
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '/\\/evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /../..//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/./\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'HTTPS://evil.example/',
  'http://here.invalid.evil.example',
  'http://localhost@evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0000javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://evil.example/x',
  '@evil.example',
  'evil.example',
  '?next=//evil.example',
  '#//evil.example',
  '',
  '/%5cevil.example',
  '/%2f/evil.example',
  '/\u2044/evil.example',
])('%j leads nowhere but here', (wanted) => {
  const path = localPath(wanted);
  for (const base of ['https://dashboard.example/sign-in', 'http://localhost:3000/'])
    expect(new URL(path, base).origin).toBe(new URL(base).origin);
  expect(path).toMatch(/^\/(?![/\\])/);
});

test.each(['/', '/tasks', '/tasks/TASK-1?tab=log#L12', '/events?type=task.created&task=TASK-2', '/a%2Fb'])(
  '%s leads where it says',
  (wanted) => expect(localPath(wanted)).toBe(wanted),
);
