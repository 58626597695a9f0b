import { expect, test } from 'vitest';
import { env } from '../../../cli/src/config/env';
import { explainError } from '../../../cli/src/terminal/explain-error';

env.AGENT_ORCHESTRATOR_HOME = '/keep/ao';
const told = (code: string, path?: string, syscall = 'open') =>
  explainError(Object.assign(new Error(`${code}: raw words`), { code, path, syscall })).message;

const ELSEWHERE = ', or set AGENT_ORCHESTRATOR_HOME to a folder elsewhere.';

test('a refusal of the file system names the folder, and what moves it where it is this machine’s own', () => {
  expect(told('EROFS', '/keep/ao/key.json')).toBe(
    `/keep/ao is on a file system that can only be read. Make it writable${ELSEWHERE}`,
  );
  expect(told('EACCES', '/keep/ao', 'mkdir')).toBe(
    `You have no right to write in /keep. Change its rights${ELSEWHERE}`,
  );
  expect(told('EACCES', '/other/tasks.csv')).toBe('You have no right to write in /other. Change its rights.');
  expect(told('ENOSPC', undefined, 'write')).toBe(
    `The disk that holds /keep/ao/state is full. Free some space${ELSEWHERE}`,
  );
});

test('what is no such refusal keeps its own words', () => {
  expect(told('EPERM', undefined, 'kill')).toContain('raw words');
  expect(told('EACCES', '/usr/bin/claude', 'spawn claude')).toContain('raw words');
});
