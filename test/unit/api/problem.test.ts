import { beforeAll, expect, test } from 'vitest';
import { problem } from '@/http/problem';
import { logger } from '@/lib/logger';

beforeAll(() => {
  logger().level = 'silent';
});

const answered = (error: unknown) => {
  const { status, headers, body } = problem(error, 'req_1');
  return [status, JSON.parse(String(body)).error.code, headers?.['retry-after']];
};
const coded = (code: string) => Object.assign(new Error('it failed'), { code });

const PASSING = [
  '08006',
  '57P01',
  '57014',
  '53300',
  '40P01',
  '40001',
  '55P03',
  '25P03',
  'ECONNREFUSED',
  'P2034',
];
test.each(PASSING)('%s of the database is a failure that may be repeated, also as a cause', (code) => {
  const repeat = [503, 'DATABASE_UNAVAILABLE', '2'];
  expect(answered(coded(code))).toEqual(repeat);
  expect(answered(new Error('it failed', { cause: coded(code) }))).toEqual(repeat);
});

test.each([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated unexpectedly',
])('so is "%s", which comes without a code', (message) => {
  expect(answered(new Error(message))[0]).toBe(503);
});

test.each([coded('23505'), coded('42601'), new Error('it failed')])(
  'any other failure is one of ours',
  (error) => {
    expect(answered(error)).toEqual([500, 'INTERNAL_ERROR', undefined]);
  },
);
