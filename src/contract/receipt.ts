import { z } from 'zod';
import { canonicalJson } from './canonical-json';
import type { CheckResult, ProofFlag } from './check-run';
import { id } from './ids';
import { judge } from './judge';

/** The longest receipt, in characters: a result that would need a longer one is not signed. */
export const RECEIPT_MAX = 500_000;

const Sha = z.string().regex(/^[0-9a-f]{64}$/);

/** What a runner signs of a commit that it has proven. Digests are SHA-256. */
export const ReceiptClaims = z.strictObject({
  of: z.literal('receipt'),
  task: id('task'),
  ref: z.string(),
  agent: id('agent'),
  attempt: z.number().int(),
  kind: z.enum(['verify', 'merge']),
  runner: id('runner'),
  commit: z.string(),
  base: z.string().nullable(),
  checks: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      argv: z.array(z.string()),
      status: z.string(),
      exitCode: z.number().int().nullable(),
      testsRun: z.number().int().nullable(),
      failures: z.number().int().nullable(),
      old: z.number().int().nullable(),
      flaky: z.boolean(),
      /** Of everything it printed; null where its runner kept none. */
      output: Sha.nullable(),
      /** Of the end of its output as it is kept. */
      tail: Sha,
      /** Of what was found in it, place by place. */
      findings: Sha,
    }),
  ),
  /** Of what the work itself was flagged for. */
  flags: Sha,
  verdict: z.enum(['PASSED', 'FAILED', 'UNPROVEN']),
  /** Seconds since 1970, by the clock of the runner, corrected by what the server said of it. */
  at: z.number().int(),
});
export type ReceiptClaims = z.infer<typeof ReceiptClaims>;

/** A public key in twenty digits that people can compare. `sha256` answers in hex. */
export const keyFingerprint = (key: string, sha256: (text: string) => string): string =>
  sha256(key)
    .slice(0, 20)
    .replaceAll(/(.{4})(?=.)/g, '$1 ');

/** Who proved which commit of which task, and what came of it. Ids are wire ids. */
export interface Proven
  extends Pick<
    ReceiptClaims,
    'task' | 'ref' | 'agent' | 'attempt' | 'kind' | 'runner' | 'commit' | 'base' | 'at'
  > {
  checks: CheckResult[];
  flags: ProofFlag[];
}

/** What is signed of a proof, the verdict worked out from its checks and flags. `sha256` answers in hex. */
export function receiptClaims(proven: Proven, sha256: (text: string) => string): ReceiptClaims {
  const { task, ref, agent, attempt, kind, runner, commit, base, at, checks, flags } = proven;
  return {
    of: 'receipt',
    ...{ task, ref, agent, attempt, kind, runner, commit, base },
    checks: checks.map(({ report, ...check }) => ({
      name: check.name,
      kind: check.kind,
      argv: check.argv,
      status: check.status,
      exitCode: check.exitCode,
      testsRun: check.testsRun,
      failures: report?.failures ?? null,
      old: report?.old ?? null,
      flaky: report?.flaky ?? false,
      output: report?.digest ?? null,
      tail: sha256(check.outputTail),
      findings: sha256(
        canonicalJson(
          report?.findings.map(({ file, line, rule, test, message, old }) => [
            ...[file, line, rule, test, message, old],
          ]) ?? null,
        ),
      ),
    })),
    flags: sha256(canonicalJson(flags.map(({ kind: of, path, detail }) => [of, path, detail]))),
    verdict: judge(checks, flags).verdict,
    at,
  };
}

/** What of a receipt is not as it should be, each in a few words; the time, which only its signer knows, aside. */
export function receiptFaults(signed: ReceiptClaims, expected: ReceiptClaims): string[] {
  const { checks, at: _, ...facts } = expected;
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
  const faults = Object.entries(facts)
    .filter(([part, value]) => !same(signed[part as keyof ReceiptClaims], value))
    .map(([part]) => WORDS[part as keyof typeof WORDS]);
  if (checks.length !== signed.checks.length)
    faults.push(`number of checks (${signed.checks.length} were signed, not ${checks.length})`);
  for (const [i, check] of checks.entries()) {
    const was = signed.checks[i];
    if (!was) continue;
    for (const [part, value] of Object.entries(check))
      if (!same(was[part as keyof typeof was], value))
        faults.push(`${CHECK_WORDS[part as keyof typeof check]} of check ${was.name}`);
  }
  return faults;
}

const WORDS: Record<Exclude<keyof ReceiptClaims, 'checks' | 'at'>, string> = {
  of: 'purpose',
  task: 'task',
  ref: 'task',
  agent: 'agent',
  attempt: 'attempt',
  kind: 'step',
  runner: 'runner',
  commit: 'commit',
  base: 'base commit',
  flags: 'list of what a person must look at',
  verdict: 'verdict',
};

const CHECK_WORDS: Record<keyof ReceiptClaims['checks'][number], string> = {
  name: 'name',
  kind: 'kind',
  argv: 'command',
  status: 'result',
  exitCode: 'exit code',
  testsRun: 'number of tests',
  failures: 'number of failures',
  old: 'number of old failures',
  flaky: 'word on luck',
  output: 'output',
  tail: 'end of the output',
  findings: 'findings',
};
