import { expect, test } from 'vitest';
import { readOrigin } from '../../../cli/src/config/origin';

test.each([
  ['localhost:4310', 'http://localhost:4310'],
  ['127.0.0.1:3000/connect', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['localhost', 'http://localhost'],
  ['https://localhost:4310', 'https://localhost:4310'],
  ['dashboard.example', 'https://dashboard.example'],
  ['localhost.example:3000', 'https://localhost.example:3000'],
  ['127.0.0.1.example', 'https://127.0.0.1.example'],
])('the address %s means %s', (given, origin) => {
  expect(readOrigin(given)).toBe(origin);
});
