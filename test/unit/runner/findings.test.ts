import { expect, test } from 'vitest';
import { gitFindings, nodeFinding } from '../../../cli/src/doctor/findings';

test('git must be able to merge without a checkout: 2.38 or newer', () => {
  const levels = (version: string | null) => gitFindings(version)[0]!.level;
  expect(['2.38.0', '2.39.5', '2.100.1', '3.0.0'].map(levels)).toEqual(Array(4).fill('ok'));
  expect([null, '1.99.0', '2.9.5', '2.37.7'].map(levels)).toEqual(Array(4).fill('error'));
  expect(gitFindings('2.34.1')[0]!.fix).toBe('Install git 2.38 or newer.');
});

test('Node.js must be one of the lines that are supported', () => {
  const level = (version: string) => nodeFinding(version).level;
  expect(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v24.0.0', 'v26.1.0'].map(level)).toEqual(Array(5).fill('ok'));
  expect(['v18.20.0', 'v20.18.3', 'v22.11.0', 'v23.4.0'].map(level)).toEqual(Array(4).fill('error'));
});
