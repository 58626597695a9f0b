import { expect, test } from './support/fixtures';

test('faults are named by their lines, and nothing is written until they are mended', async ({
  page,
  workshop,
}) => {
  await page.goto('/tasks/import');
  await page.getByLabel('Project').selectOption({ label: workshop.projectName });
  await page.getByLabel('Tasks', { exact: true }).fill('title,priority\nPlant a tree,1\nDig a hole,9\n');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const faults = page.getByRole('region', { name: '1 fault' });
  await expect(faults).toContainText('Line 3');
  await expect(faults).toContainText('priority');
  await expect(faults).toContainText('Dig a hole,9');
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await page.getByLabel('Tasks', { exact: true }).fill('title,priority\nPlant a tree,1\nDig a hole,3\n');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: 'Import 2 tasks' }).click();
  const made = page.getByRole('region', { name: '2 tasks imported' });
  await made.getByRole('link', { name: 'Plant a tree' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plant a tree' })).toBeVisible();
});

test('a file is read, and its format is known by its end', async ({ page, workshop }) => {
  await page.goto('/tasks/import');
  await page.getByLabel('Project').selectOption({ label: workshop.projectName });
  await page.getByLabel('File to import').setInputFiles({
    name: 'tasks.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify([{ title: 'Came from a file', riskLevel: 'HIGH' }])),
  });
  await expect(page.getByLabel('Format')).toHaveValue('json');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Would make 1 task' })).toContainText('Came from a file');
});
