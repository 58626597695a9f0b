import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CheckRun } from '@/contract/check-run';
import { receiptClaims } from '@/contract/receipt';
import { judgeReceipt } from '../../../cli/src/signing/judge-receipt';
import { publicKeyOf, signClaims } from '../../../cli/src/signing/jws';
import { sha256 } from '../../../cli/src/signing/sha256';

const makeKey = () => {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Record<
    'x' | 'd',
    string
  >;
  return { kty: 'OKP' as const, crv: 'Ed25519' as const, x, d };
};

const hex = (digit: string) => digit.repeat(32);
const check: CheckRun = {
  id: `check_${hex('1')}`,
  agentId: `agent_${hex('2')}`,
  attempt: 2,
  commitSha: 'b'.repeat(40),
  round: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  name: 'test',
  kind: 'test',
  argv: ['npm', 'test'],
  status: 'passed',
  exitCode: 0,
  durationMs: 5,
  testsRun: 3,
  outputTail: 'ok',
};
const key = makeKey();
const claims = receiptClaims(
  {
    ...{ task: `task_${hex('3')}`, ref: 'TASK-7', agent: check.agentId, attempt: 2, kind: 'verify' },
    ...{ runner: `runner_${hex('4')}`, commit: check.commitSha as string, base: 'a'.repeat(40) },
    ...{ checks: [check], flags: [], at: 1_800_000_000 },
  },
  sha256,
);
const jws = signClaims(claims, key);
const proof = { checks: [check], flags: [] };
const faultsOf = (shown: Partial<CheckRun>, ref = 'TASK-7', receipt = jws, pinned?: string) =>
  judgeReceipt(ref, { ...proof, checks: [{ ...check, ...shown }] }, receipt, pinned).faults;

describe('a receipt', () => {
  test('holds for what was signed, under the key that was expected', () => {
    const judged = judgeReceipt('TASK-7', proof, jws, publicKeyOf(key));
    expect(judged).toMatchObject({ faults: [], pinned: true, claims: { verdict: 'PASSED' } });
    expect(judgeReceipt('TASK-7', proof, jws, undefined).pinned).toBe(false);
  });

  test('names what is shown otherwise', () => {
    expect(faultsOf({ argv: ['true'] })).toEqual(['another command of check test is shown']);
    expect(faultsOf({ exitCode: 7 })).toEqual(['another exit code of check test is shown']);
    expect(faultsOf({ outputTail: 'fine' })).toEqual(['another end of the output of check test is shown']);
    expect(faultsOf({ testsRun: 4 })).toEqual(['another number of tests of check test is shown']);
    expect(faultsOf({ status: 'failed' })).toEqual([
      'another verdict is shown',
      'another result of check test is shown',
    ]);
    expect(faultsOf({ commitSha: 'c'.repeat(40) })[0]).toContain('it is one of commit bbb');
    const flags = [{ kind: 'planted' as const, path: null, detail: 'Look.' }];
    expect(judgeReceipt('TASK-7', { ...proof, flags }, jws, undefined).faults).toContain(
      'another list of what a person must look at is shown',
    );
  });

  test('is good for its own task and agent alone', () => {
    expect(faultsOf({}, 'TASK-8')).toEqual(['it is the receipt of TASK-7']);
    expect(faultsOf({ agentId: `agent_${hex('9')}` })).toEqual(['it is the receipt of another agent']);
  });

  test('is refused under another key, and where its words were changed after it was signed', () => {
    const other = makeKey();
    expect(faultsOf({}, 'TASK-7', signClaims(claims, other), publicKeyOf(key))).toEqual([
      `it is signed with ${publicKeyOf(other)}, not with ${publicKeyOf(key)}`,
    ]);
    const [head, , signature] = jws.split('.');
    const body = Buffer.from(JSON.stringify({ ...claims, verdict: 'UNPROVEN' })).toString('base64url');
    expect(faultsOf({}, 'TASK-7', `${head}.${body}.${signature}`)[0]).toMatch(/^its signature is not one of/);
    expect(faultsOf({}, 'TASK-7', signClaims({ ...claims, more: 1 }, key))).toEqual([
      'what was signed is no receipt',
    ]);
  });
});
