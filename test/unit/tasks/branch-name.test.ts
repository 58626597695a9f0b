import { describe, expect, it } from 'vitest';
import { TaskDraft } from '@/contract/task';

const takes = (baseBranch: string) => TaskDraft.safeParse({ title: 'A task', baseBranch }).success;

describe('the branch of a task', () => {
  it('has any name that machines take, as programs that open pull requests give them too', () => {
    for (const name of ['release/1.2', 'dependabot/npm/@types/node-20', 'renovate/vite@5', 'fix-#12', 'c++'])
      expect(takes(name), name).toBe(true);
  });

  it('is refused where every machine would refuse it', () => {
    for (const name of ['HEAD', 'a//b', 'a/.b', 'a.lock/b', 'a.', 'a/', 'main@{1}', '-x', '@', 'é'])
      expect(takes(name), name).toBe(false);
  });
});
