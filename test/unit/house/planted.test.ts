import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INVARIANTS } from '../../faults/planted/defect';
import { DEFECTS } from '../../faults/planted/defects';

test.each(DEFECTS.map((defect) => [defect.name, defect] as const))(
  'the planted defect %s still has its place in the code',
  (_name, { file, find, replace }) => {
    const source = readFileSync(file, 'utf8');
    expect(source.split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  },
);

test('there are forty of them, ten in SQL, ten on the disk or the clock of the runner, two for each promise', () => {
  const many = (fits: (defect: (typeof DEFECTS)[number]) => boolean) => DEFECTS.filter(fits).length;
  expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
  expect(DEFECTS.length).toBeGreaterThanOrEqual(40);
  expect(many(({ place }) => place === 'sql')).toBeGreaterThanOrEqual(10);
  expect(many(({ place }) => place === 'disk' || place === 'clock')).toBeGreaterThanOrEqual(10);
  for (const id of Object.keys(INVARIANTS))
    expect(
      many(({ invariant }) => invariant === id),
      id,
    ).toBeGreaterThanOrEqual(2);
});
