import type { z } from 'zod';
import type { ProofFlag } from '@/contract/check-run';
import type { CheckSpec } from '@/contract/project';
import { changedPaths } from '../workspace/changes';
import { git } from '../workspace/git';
import { type Baseline, openBaseline } from './baseline';
import type { Commits, MakeCheckout } from './checkout-place';
import { commitFiles } from './commit-files';
import { compareChecks } from './compare-checks';
import { detectChecks, detectSetup } from './detect-checks';
import { keepScripts } from './keep-scripts';
import { type CheckOutcome, isBroken } from './run-check';
import { runChecks } from './run-checks';
import { fewerTests } from './scrutiny/fewer-tests';
import { scrutinise } from './scrutiny/scrutinise';

type Spec = z.infer<typeof CheckSpec>;

export interface ProofGiven {
  repo: string;
  base: string;
  commit: string;
  project: { checks: Spec[]; setup: string[] | null };
  /** What people asked for: the only words that may excuse a changed test. */
  asked: string;
  setupTimeoutMs: number;
  makeCheckout: MakeCheckout;
  signal: AbortSignal;
  phase(name: string, text: string): void;
}

export interface Proof {
  checks: CheckOutcome[];
  flags: ProofFlag[];
}

const NOTHING: ProofFlag = { kind: 'empty', path: null, detail: 'The commit changes nothing.' };

/** Changes of these alone break no test and hide none. */
const PROSE = /\.(?:md|mdx|txt|rst|adoc|png|jpe?g|gif|webp)$|(?:^|\/)(?:LICENSE|NOTICE|AUTHORS)$/i;

/**
 * Proves a commit: the checks that stand at its base, in clean checkouts, held against how they end on the base, and
 * what the work itself did to tests and rules. Null where the repository does not have the commit.
 */
export async function prove(given: ProofGiven): Promise<Proof | null> {
  const { repo, base, commit, project, makeCheckout, signal } = given;
  given.phase('preparing', `Clean checkout of ${commit.slice(0, 10)}`);
  const commits: Commits = {
    repo,
    base,
    commit,
    baseFiles: await commitFiles(repo, base),
    commitFiles: await commitFiles(repo, commit),
  };
  const changed = await changedPaths(repo, base, commit);
  if (changed.length === 0) return { checks: [], flags: [NOTHING] };
  const setup = await detectSetup(project.setup, commits.baseFiles);
  const standing = changed.filter((path) => commits.commitFiles.paths.has(path));
  const specs = await detectChecks(project.checks, commits.baseFiles, standing);
  const run = async (only: Spec[], oldPaths: string[] = []): Promise<CheckOutcome[] | null> => {
    const checkout = await makeCheckout(commit);
    if (!checkout) return null;
    if (oldPaths.length > 0) await git(checkout.folder, 'checkout', ['--quiet', base, '--', ...oldPaths]);
    await keepScripts(checkout.folder, commits.baseFiles, commits.commitFiles);
    return runChecks({ ...given, checkout, setup, specs: only });
  };
  const baseline = openBaseline({ ...given, setup });
  const first = await run(specs);
  if (!first) return null;
  let checks = await againstBase(first, specs, baseline, changed);
  checks = await Promise.all(checks.map((check) => tryAgain(check, specs, run)));
  if (signal.aborted) return { checks, flags: [] };

  const tests = specs.filter(({ kind }) => kind === 'test');
  const seen = await scrutinise(commits, changed, { specs, asked: given.asked });
  const flags = [...seen.flags, ...fewerTests(checks, seen.removedTests)];
  if (seen.oldTests.length > 0 && !checks.some(isBroken)) {
    given.phase('checking', 'The tests as they stood before the work');
    const outcomes = (await run(tests, seen.oldTests)) ?? [];
    const broken = (await againstBase(outcomes, tests, baseline, changed)).filter(isBroken);
    if (broken.length > 0) flags.push(expectationChanged(seen.oldTests, broken));
  }
  return { checks, flags: flags.slice(0, 100) };
}

/** Base runs of what broke, and of all tests where more than prose has changed: fewer of them may have run. */
async function againstBase(
  checks: CheckOutcome[],
  specs: Spec[],
  baseline: Baseline,
  changed: string[],
): Promise<CheckOutcome[]> {
  const matters = changed.some((path) => !PROSE.test(path));
  const wanted = specs.filter((spec) => {
    const check = checks.find(({ name }) => name === spec.name);
    return check && (isBroken(check) || (matters && spec.kind === 'test'));
  });
  if (wanted.length === 0) return checks;
  const stood = await baseline.outcomes(wanted);
  return checks.map((check) => {
    const before = stood.get(check.name);
    return before ? compareChecks(check, before) : check;
  });
}

/** A check that fails anew is tried once more in another clean checkout: one that passes there is flaky. */
async function tryAgain(
  check: CheckOutcome,
  specs: Spec[],
  run: (only: Spec[]) => Promise<CheckOutcome[] | null>,
): Promise<CheckOutcome> {
  const spec = specs.find(({ name }) => name === check.name);
  if (!spec || !check.report || check.status !== 'failed' || !isBroken(check)) return check;
  const again = (await run([spec]))?.find(({ name }) => name === check.name);
  return again?.status === 'passed' ? { ...again, report: { ...check.report, flaky: true } } : check;
}

function expectationChanged(paths: string[], broken: CheckOutcome[]): ProofFlag {
  const [first] = broken.flatMap(({ report }) => report?.findings.filter(({ old }) => !old) ?? []);
  const said = first ? ` (${first.test ?? first.file ?? 'a test'}: ${first.message})` : '';
  return {
    kind: 'expectation_changed',
    path: paths.length === 1 ? (paths[0] ?? null) : null,
    detail: `The tests as they stood before the work fail on it${said}.`.slice(0, 500),
  };
}
