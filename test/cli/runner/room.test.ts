import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { getProject } from '@/contract/project';
import { whyTask } from '@/contract/task-calls';
import type { RunnerStage } from './stage-runner';
import { withStage } from './with-stage';

let stage: RunnerStage;
let claude: { CLAUDE_BIN: string };
withStage({}, (staged) => {
  ({ stage, claude } = staged);
});

/** A log of an agent that ended here, as large as a disk would have to hold: only its length is on the disk. */
function keepLog(bytes: number): () => void {
  const folder = path.join(stage.root, 'ao/state/agents', `agent_${'0'.repeat(32)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, 'log.bin'), '');
  truncateSync(path.join(folder, 'log.bin'), bytes);
  return () => rmSync(folder, { recursive: true });
}

test('a machine that keeps too much of logs takes no work, whoever asks reads why, and it goes on once there is room', async () => {
  const runner = stage.start([], claude);
  await runner.says('is ready for work');
  const forget = keepLog(512 * 1024 ** 2);
  await runner.says('No new work is taken until there is room.');
  const task = await stage.task({ title: 'Greet [scenario:greeting]', riskLevel: 'LOW' });
  const why = await stage.call(whyTask, { params: { id: task.ref } });
  expect(why.sentence).toMatch(
    /No runner that is online can serve .*laptop: The logs .* have reached 512 MiB/,
  );
  const { reports } = await stage.call(getProject, { params: { id: stage.projectId } });
  expect(reports).toMatchObject([{ runnerName: 'laptop', state: 'no_room' }]);
  forget();
  await runner.says('There is room for work again.');
  await stage.until(task.ref, 'COMPLETED');
}, 120_000);

test('a runner with a time takes no work after it, finishes what it has, and leaves', async () => {
  const runner = stage.start(['--drain-after', '3s'], claude);
  await runner.says('is ready for work');
  const task = await stage.task({ title: 'Rest [scenario:sleep]', riskLevel: 'LOW' });
  await stage.until(task.ref, 'IN_PROGRESS');
  await runner.says(`Finishing ${task.ref}`);
  const later = await stage.task({ title: 'Add a greeting [scenario:greeting]', riskLevel: 'LOW' });
  await pause(500);
  expect(runner.child.exitCode).toBeNull();
  runner.child.kill('SIGINT');
  expect(await runner.ended()).toBe(130);
  await stage.until(later.ref, 'QUEUED');
  const idle = stage.start(['--drain-after', '1s'], claude);
  expect(await idle.ended()).toBe(0);
  const wrong = await stage.run(['start', '--drain-after', 'soon']);
  expect(wrong.stderr).toContain('Give a time such as 90s, 30m or 8h');
}, 120_000);
