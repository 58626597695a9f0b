import { frame } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

const HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

test('what agents and people write is text wherever it is shown', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, HOSTILE, {
    description: HOSTILE,
    acceptance: [HOSTILE],
    filesHint: ['garden/'],
  });
  const assignment = await runner.mustClaim(5000);
  await runner.begin(assignment);
  const said = JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text: HOSTILE }] } });
  const lines = [
    frame(1, `${said}\n`),
    frame(2, `${HOSTILE}\n`),
    frame(1, '\u001b]8;;javascript:hit=1\u0007click\u001b]8;;\u0007\u001b[2J\n'),
  ];
  await runner.append(assignment, 0, Buffer.concat(lines));
  await runner.as(assignment, 'POST', 'questions', {
    questionId: crypto.randomUUID(),
    kind: 'question',
    title: HOSTILE,
    body: HOSTILE,
    options: [{ id: 'a', label: HOSTILE, consequence: HOSTILE }],
  });
  for (const path of [
    '/',
    '/tasks',
    `/tasks?project=${projectId}&view=board`,
    `/locks?project=${projectId}`,
    `/events?task=${task.ref}&type=task.created`,
    '/agents',
    '/exceptions',
    `/tasks/${task.ref}`,
    `/tasks/${task.ref}?tab=activity`,
    `/tasks/${task.ref}?tab=log`,
  ]) {
    await page.goto(path);
    await expect(page.getByText(HOSTILE.slice(0, 20)).filter({ visible: true }).first(), path).toBeVisible();
    expect(await page.evaluate(() => 'hit' in window), path).toBe(false);
    await expect(page.locator('img')).toHaveCount(0);
  }
  await expect(page.getByRole('log').getByText('click')).toBeVisible();
  await expect(page.getByRole('log').locator('a')).toHaveCount(0);
});

test('no source of ours asks React to take HTML as it is', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  for (const folder of ['src/app', 'src/components', 'src/hooks']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      expect(readFileSync(`${folder}/${name}`, 'utf8'), name).not.toMatch(
        /dangerouslySetInnerHTML|innerHTML|'use server'/,
      );
    }
  }
});
