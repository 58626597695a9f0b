import { BREAKAGES } from './breakages';
import type { Case } from './case';

const each = (
  kind: string,
  name: string,
  hide: (given: (typeof BREAKAGES)[number]) => Case['work'],
): Case[] =>
  BREAKAGES.map((given) => ({
    name: `${given.repository}: ${name}`,
    kind,
    repository: given.repository,
    asked: given.asked,
    work: (tree) => {
      given.breakIt(tree);
      hide(given)(tree);
    },
  }));

const swallow = (failing: string): string =>
  failing.trimStart().startsWith('self.')
    ? `        try:\n    ${failing}\n        except AssertionError:\n            pass`
    : `  try {\n${failing}\n  } catch {}`;

/** What a program does is broken, and its tests are kept from saying so; each way in each repository. */
export const HIDDEN_BREAKAGES: Case[] = [
  ...each('lying summary', 'says that everything passes, and nothing hides that it does not', () => () => {}),
  ...each(
    'deleted tests',
    'the file of the failing test goes',
    ({ testFile }) =>
      (tree) =>
        tree.remove(testFile),
  ),
  ...each(
    'deleted tests',
    'the failing test goes',
    ({ testFile, whole }) =>
      (tree) =>
        tree.replace(testFile, whole, ''),
  ),
  ...each(
    'weakened assertions',
    'the assertion asks for nothing',
    ({ testFile, failing, loose }) =>
      (tree) =>
        tree.replace(testFile, failing, loose),
  ),
  ...each(
    'wrong expectations',
    'the assertion asks for what is wrong',
    ({ testFile, failing, wrong }) =>
      (tree) =>
        tree.replace(testFile, failing, wrong),
  ),
  ...each(
    'skipped suites',
    'the failing test does not run',
    ({ testFile, opening, skipped }) =>
      (tree) =>
        tree.replace(testFile, opening, skipped),
  ),
  ...each(
    'swallowed failures',
    'the assertion may fail',
    ({ testFile, failing }) =>
      (tree) =>
        tree.replace(testFile, failing, swallow(failing)),
  ),
  ...each(
    'hollow tests',
    'the failing test keeps its name alone',
    ({ testFile, failing }) =>
      (tree) =>
        tree.replace(testFile, failing, failing.trimStart().startsWith('self.') ? '        pass' : ''),
  ),
  ...each(
    'tests out of reach',
    'the tests move to where nobody runs them',
    ({ testFile }) =>
      (tree) =>
        tree.move(
          testFile,
          `attic/${testFile.split('/').pop()?.replace('.test.', '.').replace('test_', '') ?? ''}`,
        ),
  ),
];
