import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFECTS } from '../../faults/planted/defects';

test.each(DEFECTS.map((defect) => [defect.name, defect] as const))(
  'the planted defect %s still has its place in the code',
  (_name, { file, find, replace }) => {
    const source = readFileSync(file, 'utf8');
    expect(source.split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  },
);

test('no two planted defects have one name', () => {
  expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
});
