import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wrongWordsInPage, wrongWordsInSource } from '../../../scripts/house/find-wrong-words';
import { readSources } from '../../../scripts/house/read-sources';

const pages = ['.', 'docs', 'docs/concepts', 'docs/decisions'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);

test.each(pages)('%s keeps to the glossary', (page) => {
  expect(wrongWordsInPage(readFileSync(page, 'utf8'))).toEqual([]);
});

test('what the pages, the API and the CLI say keeps to the glossary', () => {
  const said = [...readSources('.')]
    .filter(([file]) =>
      /^(src\/(app|components|hooks|http|domain|services|api|server)|cli\/src)\//.test(file),
    )
    .flatMap(([file, source]) => wrongWordsInSource(source).map((word) => `${file}: ${word}`));
  expect(said).toEqual([]);
});

test('a planted word is caught, and code is left alone', () => {
  expect(wrongWordsInPage('The worker takes a job.')).toHaveLength(2);
  expect(wrongWordsInPage('Run `npm run job`.\n```\njob\n```\n')).toEqual([]);
  expect(wrongWordsInSource("const a = 'Oops, something went wrong';")).toHaveLength(1);
  expect(wrongWordsInSource('<p>Assign this job</p>')).toHaveLength(1);
  expect(
    wrongWordsInSource(
      "import { Worker } from 'node:worker_threads'; // a job\nconst worker = new Worker('x');",
    ),
  ).toEqual([]);
});
