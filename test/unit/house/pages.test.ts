import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBrokenLinks } from '../../../scripts/house/find-broken-links';
import { readSources } from '../../../scripts/house/read-sources';

const read = (file: string) => readFileSync(file, 'utf8');
const pages = [
  '.',
  'docs',
  'docs/concepts',
  'docs/decisions',
  'examples/sample-repository',
  'examples/scripted-model',
].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);

describe('links', () => {
  test('of every page lead to a file that is there, and to a heading that is in it', () => {
    expect(pages.flatMap((page) => findBrokenLinks(page).map((link) => `${page}: ${link}`))).toEqual([]);
  });

  test('that lead nowhere are found', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'links-'));
    const page = path.join(folder, 'page.md');
    writeFileSync(
      page,
      '# One two\n[a](#one-two) [b](#three) [c](gone.md) [d](page.md#one-two) `[e](no)` [f](https://x)\n<img src="no.png">\n',
    );
    expect(findBrokenLinks(page)).toEqual(['#three', 'gone.md', 'no.png']);
    rmSync(folder, { recursive: true });
  });
});

test('every symptom of docs/troubleshooting.md is something that the product prints', () => {
  const sources = [...readSources('.')]
    .filter(([file]) => /^(src|cli\/src)\//.test(file))
    .map(([, source]) => source)
    .join('\n');
  const symptoms = [...read('docs/troubleshooting.md').matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, said]) => said as string,
  );
  expect(symptoms.length).toBeGreaterThan(20);
  const unsaid = symptoms.filter((said) => said.split('…').some((part) => !sources.includes(part.trim())));
  expect(unsaid).toEqual([]);
});

test('docs/expectations.md has fifty lines with an answer, and names no file that is not there', () => {
  const rows = read('docs/expectations.md')
    .split('\n')
    .filter((row) => /^\| \d+ \|/.test(row));
  expect(rows).toHaveLength(50);
  for (const row of rows) {
    const [, number, , here, by = ''] = row.split('|').map((cell) => cell.trim());
    expect(['yes', 'partial', 'no'], number).toContain(here);
    const files = [...by.matchAll(/`([\w./-]+\/[\w./-]+|vercel\.json)`/g)].map(([, file]) => file as string);
    if (here === 'yes' && number !== '1') expect(files, number).not.toEqual([]);
    for (const file of files) expect(existsSync(file), `${number}: ${file}`).toBe(true);
  }
});

test('the pictures of the README are small', () => {
  for (const picture of readdirSync('docs/screenshots'))
    expect(statSync(path.join('docs/screenshots', picture)).size, picture).toBeLessThan(150_000);
});
