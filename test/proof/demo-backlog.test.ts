import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Agent } from '@/contract/agent';
import type { Event } from '@/contract/event';
import type { ReviewComment } from '@/contract/review';
import type { Rule } from '@/contract/rule';
import type { Task } from '@/contract/task';
import { findBrowser } from '../support/browser';

let demo: ChildProcess;
let browser: Browser;
let said = '';
let url = '';

beforeAll(async () => {
  if (!isWhole) return;
  demo = spawn(process.execPath, ['scripts/enter.mjs', 'demo'], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [demo.stdout!, demo.stderr!]) stream.on('data', (text) => (said += text));
  url = (await heard(/The dashboard is on (\S+)/))[1]!;
  const { from: _, ...launch } = await findBrowser();
  browser = await chromium.launch(launch);
}, 400_000);
afterAll(async () => {
  if (!isWhole) return;
  await browser?.close();
  if (demo.exitCode !== null) return;
  const ended = once(demo, 'exit');
  demo.kill('SIGINT');
  await ended;
}, 60_000);

/** What the demo has said, once it has. Rejects with all of it when the demo ends before. */
async function heard(pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(said);
    if (match) return match;
    if (demo.exitCode !== null) throw new Error(`the demo ended with ${demo.exitCode}:\n${said}`);
    await pause(100);
  }
}
const list = async <T>(path: string): Promise<T[]> =>
  ((await (await fetch(url + path)).json()) as { data: T[] }).data;
const tasks = () => list<Task>('/api/tasks?limit=100');
const titled = async (title: RegExp) => (await tasks()).find((task) => title.test(task.title))!;

async function answerTheQuestion(page: Page): Promise<void> {
  await page.goto(`${url}/exceptions`);
  await page.getByRole('button', { name: /Which currency/ }).click({ timeout: 200_000 });
  await page.getByLabel(/^Always, in this project/).check();
  await page.getByRole('button', { name: /Euro/ }).click();
}

async function approve(page: Page, title: RegExp): Promise<void> {
  const { ref } = await titled(title);
  await page.goto(`${url}/tasks/${ref}`);
  await page.getByRole('button', { name: 'Approve commit' }).click({ timeout: 200_000 });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Approve/ })
    .click();
}

async function askForTheTest(page: Page): Promise<void> {
  const { ref } = await titled(/empty cart/);
  await page.goto(`${url}/tasks/${ref}?tab=changes`);
  const file = page.getByRole('region', { name: 'test/cart.test.js', exact: true });
  await file.getByRole('button', { name: 'Comment on removed line 12' }).click({ timeout: 200_000 });
  await file.getByRole('textbox').fill('Why did this test go? Put it back.');
  await file.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('button', { name: 'Request changes' }).click();
  await page.getByRole('button', { name: 'Send back' }).click();
}

/** Types what the demo says, as somebody who has a better slogan. */
async function takeOverTheSlogan(): Promise<void> {
  const [, home, program] = await heard(/AGENT_ORCHESTRATOR_HOME=(\S+) node (\S+) takeover/);
  const { ref } = await titled(/slogan/);
  while ((await titled(/slogan/)).status !== 'NEEDS_HUMAN') await pause(200);
  const takeOver = (...args: string[]) =>
    execFileSync(process.execPath, [program!, 'takeover', ref, ...args], {
      encoding: 'utf8',
      env: { ...process.env, AGENT_ORCHESTRATOR_HOME: home },
    });
  const [, worktree] = /cd (\S+)/.exec(takeOver())!;
  writeFileSync(path.join(worktree!, 'src/slogan.js'), "export const SLOGAN = 'Open when you are';\n");
  takeOver('--done');
}

/** Some twenty agents one after another: minutes, so only with the whole suite (`npm run test:proof`). */
const isWhole = process.env.PROOF_WHOLE === '1';

test.runIf(isWhole)(
  'the backlog of the demo comes to its end by itself, but for four decisions of a person',
  {
    timeout: 600_000,
    // It has decided already: a second try would wait for questions that are answered.
    retry: 0,
  },
  async () => {
    const page = await browser.newPage();
    await answerTheQuestion(page);
    await askForTheTest(page);
    await approve(page, /negative price/);
    await takeOverTheSlogan();
    await approve(page, /slogan/);
    await heard(/Every task is done/);

    const all = await tasks();
    expect(all.map(({ title, status }) => [title, status])).toEqual(
      all.map(({ title }) => [title, 'COMPLETED']),
    );
    expect(all.length).toBeGreaterThanOrEqual(8);

    const eventsOf = async (title: RegExp) =>
      list<Event>(`/api/events?limit=100&taskId=${(await titled(title)).id}`);
    const types = async (title: RegExp) => (await eventsOf(title)).map(({ type }) => type);
    const reasons = async (title: RegExp) => (await eventsOf(title)).map(({ payload }) => payload.reason);
    expect(await types(/Count the pieces/), 'one meets a file that another holds').toContain('lock.refused');
    expect(await types(/currency/), 'one asks, and gets its answer').toContain('exception.delivered');
    const greeters = await list<Agent>(`/api/agents?taskId=${(await titled(/Greet/)).id}`);
    const ends = greeters.filter(({ kind }) => kind === 'work').map(({ status }) => status);
    expect(ends, 'one loses its machine, and another agent does it').toEqual([
      'completed',
      expect.stringMatching(/^(lost|released)$/),
    ]);
    expect(await reasons(/opening hours/), 'one uses up its turns').toContain('turns_exhausted');
    expect(await reasons(/negative price/), 'one waits for a file lock').toContain('lock:src/cart.js');
    expect((await titled(/negative price/)).approvedSha, 'one is approved by a person').not.toBeNull();
    const cheat = await titled(/empty cart/);
    expect(await reasons(/empty cart/), 'one deletes a test, and is unproven').toContain('unproven');
    const [said] = await list<ReviewComment>(`/api/tasks/${cheat.ref}/comments`);
    expect(said, 'its review is answered').toMatchObject({ side: 'old', line: 12, state: 'sent' });
    expect(said?.answer).toContain('The test is back');
    const [rule] = await list<Rule>('/api/rules');
    expect(rule, 'an answer became a rule').toMatchObject({ tool: 'AskUserQuestion', used: 1 });
    const { data: judged } = await fetch(`${url}/api/tasks/${(await titled(/brought back/)).ref}/proof`).then(
      (answer) => answer.json(),
    );
    expect(judged.judged.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['PASSED', 'PASSED']);
    expect(await reasons(/brought back/), 'a judge has missed a point').toContain('gaps_found');
    expect(await reasons(/matches/), 'one breaks what was merged before').toContain('checks_failed');
    const merges = await fetch(`${url}/api/merges`).then((answer) => answer.json());
    const [line] = merges.data.lines;
    expect([line.branch, line.standing, line.landed.length]).toEqual([
      'main',
      [],
      all.filter(({ mergedSha }) => mergedSha).length,
    ]);
    const made = (await eventsOf(/release notes/)).find(({ type }) => type === 'task.created');
    expect(made?.payload, 'one waits for others').toMatchObject({ status: 'BLOCKED' });
    expect((await titled(/^Vouchers$/)).subTasks, 'one gathers others').toEqual({ total: 2, open: 0 });
    const first = await fetch(`${url}/api/tasks/TASK-1/proof`).then((answer) => answer.json());
    expect(first.data.receipt, 'what is proven is signed').toMatchObject({ runnerName: 'demo' });
    expect(
      first.data.rounds.map((run: { status: string }) => run.status),
      'one fails its tests first and repairs them',
    ).toEqual(expect.arrayContaining(['failed', 'passed']));

    const [{ repo }] = (await list<{ repo: string }>('/api/projects')) as [{ repo: string }];
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repo, ...args], { encoding: 'utf8' }).trim();
    expect(Number(git('rev-list', '--count', 'main'))).toBe(
      1 + all.filter(({ mergedSha }) => mergedSha).length,
    );
    expect(git('status', '--porcelain')).toBe('');
    expect(git('show', 'main:src/slogan.js'), 'one is done by a person').toContain('Open when you are');
    execFileSync(process.execPath, ['--test'], { cwd: repo, stdio: 'ignore' });
  },
);
