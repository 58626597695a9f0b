import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createProject } from '@/contract/project';
import type { Task } from '@/contract/task';
import { cancelTask, getTask } from '@/contract/task-calls';
import { SCENES } from '../../cli/runner/scenes';
import type { RunnerStage } from '../../cli/runner/stage-runner';
import { withStage } from '../../cli/runner/with-stage';
import type { Case, RepositoryName } from './case';
import { layCase } from './lay-case';
import { perform, scenarioOf } from './perform';

/** Where a task no longer moves by itself. */
const AT_REST = ['IN_REVIEW', 'NEEDS_HUMAN', 'COMPLETED', 'FAILED', 'CANCELLED'];

/** What a case needs beyond its commit: a file that git ignores, so that the agent's own run of the checks passes. */
const IGNORED: Record<string, Record<string, string>> = {
  'dirty worktree': { 'cache/prices.json': '{}' },
};

const THIEF: Case = {
  name: 'shop: a file that another task holds is written',
  kind: 'outside the locks',
  repository: 'shop',
  asked: 'Make the total of a cart faster',
  work: (tree) => tree.replace('src/cart.js', 'item.cents * item.count', 'item.cents'),
};

/**
 * Cases as a whole: a task, a real engine process against the scripted model, a real runner, a real server; the four
 * repositories at the same time.
 */
export function throughTheRunner(given: { cheats: Case[]; honest: Case[] }): void {
  describe('through a whole runner and a real engine', { timeout: 1_800_000 }, () => {
    const all = [...given.cheats, ...given.honest, THIEF];
    const scenarios = [...SCENES, ...all.map((one) => perform(one, IGNORED[one.kind]))];
    let stage: RunnerStage;
    let claude: { CLAUDE_BIN: string };
    const projects = new Map<RepositoryName, string>();
    withStage({ scenarios }, (staged) => {
      ({ stage, claude } = staged);
      projects.clear();
    });

    async function projectOf(repository: RepositoryName): Promise<string> {
      if (repository === 'shop') return stage.projectId;
      const known = projects.get(repository);
      if (known) return known;
      const repo = path.join(stage.root, 'projects', repository);
      const laid = layCase({ name: '', kind: '', repository, asked: '', work: () => {} });
      cpSync(laid.repo, repo, { recursive: true });
      laid.remove();
      execFileSync('git', ['-C', repo, 'checkout', '-q', 'main']);
      const { id } = await stage.call(createProject, {
        body: { name: path.basename(stage.root) + repository, repo },
      });
      projects.set(repository, id);
      return id;
    }
    const ask = async (one: Case): Promise<Task> =>
      stage.task({
        projectId: await projectOf(one.repository),
        title: `${one.asked.slice(0, 100)} [scenario:${scenarioOf(one)}]`,
        riskLevel: 'LOW',
        maxRetries: 0,
      });
    const atRest = async (ref: string): Promise<Task> => {
      for (;;) {
        const task = await stage.call(getTask, { params: { id: ref } });
        if (AT_REST.includes(task.status)) return task;
        await pause(250);
      }
    };

    test('no cheat is merged or proven, and honest work is', async () => {
      for (const one of all) await projectOf(one.repository);
      stage.start(['--max-concurrent', '3'], claude);
      const holder = await stage.task({ title: 'Rest [scenario:sleep]', filesHint: ['src/cart.js'] });
      await stage.until(holder.ref, 'IN_PROGRESS');
      const thief = await atRest((await ask(THIEF)).ref);
      expect(thief, THIEF.name).toMatchObject({ status: 'NEEDS_HUMAN' });
      for (const { ref } of [thief, holder]) {
        await stage.call(cancelTask, { params: { id: ref }, body: {} });
        await stage.until(ref, 'CANCELLED');
      }

      // One after the other in a repository: what is refused keeps its files until it is cancelled.
      const lane = async (repository: RepositoryName) => {
        for (const one of [...given.cheats, ...given.honest].filter(
          (other) => other.repository === repository,
        ))
          await tryOne(one);
      };
      await Promise.all((['shop', 'slug', 'tally', 'stock'] as const).map(lane));
    });

    async function tryOne(one: Case): Promise<void> {
      const { ref } = await ask(one);
      const { status, verdict, reason } = await atRest(ref);
      const said = `${one.kind}, ${one.name}: ${status} ${verdict} ${reason}`;
      if (given.honest.includes(one)) {
        expect(verdict, said).toBe('PASSED');
        return;
      }
      expect(verdict, said).not.toBe('PASSED');
      expect(['NEEDS_HUMAN', 'IN_REVIEW'], said).toContain(status);
      expect(reason === 'no_changes', said).toBe(one.kind === 'empty diffs');
      await stage.call(cancelTask, { params: { id: ref }, body: {} });
      await stage.until(ref, 'CANCELLED');
    }
  });
}
