import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileLock, listLocks } from '@/contract/lock';
import type { Scenario, ToolCall } from '../../../examples/scripted-model/scenario';
import type { ScriptedModel } from '../../../examples/scripted-model/start-scripted-model';
import { SCENES } from './scenes';
import type { RunnerStage } from './stage-runner';
import { withStage } from './with-stage';

const shell = (command: string): ToolCall => ({ name: 'Bash', input: { command, description: 'Write' } });
const DEEP = `${'d/'.repeat(32)}fixture.txt`;
/** What git takes and no lock can be named after. */
const ODD = ['~$report.docx', 'a\\b.txt', DEEP];
const writeOdd = shell(
  `mkdir -p ${path.dirname(DEEP)} && for f in '~$report.docx' 'a\\b.txt' ${DEEP}; do echo odd > "$f"; done`,
);

const ODD_SCENES: Scenario[] = [
  {
    name: 'odd',
    about: 'writes files of odd names, by a shell, and renames one',
    steps: [
      { text: 'I write them.', tools: [writeOdd, shell(`mv 'the "old".md' new.md`)] },
      { text: 'They are written.' },
    ],
  },
  {
    name: 'odd-then-on',
    about: 'writes files of odd names and never ends; whoever finds them there goes on',
    steps: ({ answers, said }) => {
      if (said[0]?.includes('left its changes in the working tree')) return { text: 'They are all there.' };
      return answers === 0 ? { text: 'I write them.', tools: [writeOdd] } : { silent: true };
    },
  },
  {
    name: 'odd-thief',
    about: 'writes what others hold beside files of odd names, first by a shell, then by a tool',
    steps: ({ answers, told }) =>
      [
        { text: 'I write.', tools: [writeOdd, shell('echo stolen > src/cart.js')] },
        {
          text: 'I write again.',
          tools: [{ name: 'Write', input: { file_path: '{{cwd}}/~$report.docx', content: 'stolen\n' } }],
        },
      ][answers] ?? { text: `Done. ${told.length}` },
  },
];

let model: ScriptedModel;
let stage: RunnerStage;
withStage({ scenarios: [...ODD_SCENES, ...SCENES] }, (staged) => {
  ({ model, stage } = staged);
});

const merged = () => stage.git('diff', '--name-only', '-z', 'main~1', 'main').split('\0').filter(Boolean);

describe('files of names that no lock can have', { timeout: 120_000 }, () => {
  test('are committed as any others, and keep nobody from the rest of the project', async () => {
    writeFileSync(path.join(stage.repo, 'the "old".md'), 'A recipe.\n');
    stage.git('add', '-A');
    stage.git('commit', '-q', '-m', 'A recipe');
    stage.start();
    const task = await stage.task({ title: 'Write them [scenario:odd]', riskLevel: 'HIGH' });
    expect(await stage.until(task.ref, 'IN_REVIEW', 'NEEDS_HUMAN')).toMatchObject({ status: 'IN_REVIEW' });
    const locks = (await stage.call(listLocks, {
      query: { projectId: stage.projectId },
    })) as never as FileLock[];
    expect(locks.map(({ pattern }) => pattern).sort()).toEqual([
      '?$report.docx',
      'a?b.txt',
      'd/'.repeat(32),
      'new.md',
      'the "old".md',
    ]);
    const other = await stage.task({ title: 'Note it [scenario:note]', riskLevel: 'LOW' });
    expect(await stage.until(other.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({ status: 'COMPLETED' });
  });

  test('are laid into the next attempt’s tree where an attempt ended without a commit', async () => {
    stage.start();
    const task = await stage.task({
      title: 'Write them [scenario:odd-then-on]',
      riskLevel: 'LOW',
      timeoutMs: 10_000,
    });
    expect(await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({
      status: 'COMPLETED',
      failures: 1,
    });
    expect(merged().sort()).toEqual([...ODD].sort());
  });

  test('are put back where another task holds them, and so are others beside them, in the middle of the turn', async () => {
    stage.start(['--max-concurrent', '2']);
    const holder = await stage.task({
      title: 'Hold them [scenario:waits-for-go]',
      filesHint: ['*.docx', 'src/cart.js'],
      riskLevel: 'LOW',
    });
    await stage.until(holder.ref, 'IN_PROGRESS');
    const [, worktree] = stage.git('worktree', 'list').split('\n');
    const thief = await stage.task({ title: 'Take them [scenario:odd-thief]', riskLevel: 'LOW' });
    expect(await stage.until(thief.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({ status: 'COMPLETED' });
    const asked = model.requests.filter(({ scenario }) => scenario === 'odd-thief').at(-1)!;
    const shown = JSON.stringify(asked.body!.messages);
    expect(shown).toContain(`Your change to src/cart.js was undone. src/cart.js is held by ${holder.ref}`);
    expect(shown).toContain(
      `Your change to ~$report.docx was undone. ~$report.docx is held by ${holder.ref}`,
    );
    expect(shown.match(/~\$report\.docx is held by/g)!.length).toBeGreaterThan(1);
    expect(merged().sort()).toEqual(['a\\b.txt', DEEP].sort());
    writeFileSync(path.join(worktree!.split(' ')[0]!, 'go'), '');
    await stage.until(holder.ref, 'COMPLETED', 'NEEDS_HUMAN');
  });
});

test('a branch named as other tools name theirs is worked on and merged into', {
  timeout: 120_000,
}, async () => {
  const branch = 'dependabot/npm/@types+node#20';
  stage.git('branch', branch);
  stage.start();
  const task = await stage.task({
    title: 'Note it [scenario:note]',
    riskLevel: 'LOW',
    targetBranch: branch,
  });
  expect(await stage.until(task.ref, 'COMPLETED', 'NEEDS_HUMAN')).toMatchObject({ status: 'COMPLETED' });
  expect(stage.git('show', `refs/heads/${branch}:notes.md`)).toBe('A note.');
  expect(stage.git('log', '--format=%s', 'main').split('\n')).toHaveLength(1);
});
