import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { approveTask } from '@/contract/task-calls';
import type { RunnerStage } from './stage-runner';

/** Tasks in review whose commits were made by hand, so that a test of merges costs no work of agents. */
export function reviewedBranches(stage: RunnerStage, database: { url: string }) {
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(stage.repo, file)), { recursive: true });
    writeFileSync(path.join(stage.repo, file), text);
  };
  const commit = (message: string): string => {
    stage.git('add', '-A');
    stage.git('commit', '-q', '-m', message);
    return stage.git('rev-parse', 'HEAD');
  };
  const headOf = (ref: string) => stage.git('rev-parse', `ao/${ref}/1`);
  return {
    put,
    commit,
    headOf,
    /** A task in review whose commit, proven where it began, changes these files. */
    reviewed: async (title: string, files: Record<string, string>, more: object = {}): Promise<string> => {
      const task = await stage.task({ title, riskLevel: 'LOW', draft: true, ...more });
      const base = stage.git('rev-parse', 'main');
      stage.git('checkout', '-q', '-b', `ao/${task.ref}/1`);
      for (const [file, text] of Object.entries(files)) put(file, text);
      const head = commit(`${title}\n\nTask: ${task.ref}\nTask-Id: ${task.id}`);
      stage.git('checkout', '-q', 'main');
      const client = new pg.Client(database.url);
      await client.connect();
      await client.query("begin; set local session_replication_role = 'replica'");
      await client.query(
        `update task t set status = 'IN_REVIEW', attempt = 1, base_sha = $2, head_sha = $3, verdict = 'PASSED',
           pinned_runner_id = (select id from runner r where r.workspace_id = t.workspace_id order by created_at desc limit 1)
         where 'TASK-' || number = $1`,
        [task.ref, base, head],
      );
      await client.query('commit');
      await client.end();
      return task.ref;
    },
    approve: (ref: string) =>
      stage.call(approveTask, { params: { id: ref }, body: { headSha: headOf(ref) } }),
    /** Every commit of the branch from `since` on passes the project’s own tests; gives how many there are. */
    greenAtEveryCommit: (since: string): number => {
      const folder = path.join(stage.root, 'look');
      execFileSync('git', ['clone', '-q', stage.repo, folder]);
      const commits = stage.git('rev-list', '--reverse', `${since}..main`).split('\n');
      for (const sha of commits) {
        execFileSync('git', ['-C', folder, 'checkout', '-q', sha]);
        const env = { PATH: process.env.PATH };
        execFileSync(process.execPath, ['--test'], { cwd: folder, stdio: 'pipe', env });
      }
      return commits.length;
    },
    /** Throws where a move of the branch went to a commit that does not hold the one before. */
    neverForced: (): void => {
      const moves = stage.git('reflog', 'show', '--format=%H', 'main').split('\n');
      for (const [i, sha] of moves.entries())
        if (moves[i + 1]) stage.git('merge-base', '--is-ancestor', moves[i + 1]!, sha);
    },
  };
}
