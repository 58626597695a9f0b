import type { z } from 'zod';
import type { ProofFlag } from '@/contract/check-run';
import type { CheckSpec } from '@/contract/project';
import type { Commits } from '../checkout-place';
import { editedRules } from './edited-rules';
import { plantedFlag, sourceFlags } from './suspicious-source';
import { isTestPath } from './test-paths';
import { weighTestFile } from './weigh-test-file';

export interface Scrutiny {
  flags: ProofFlag[];
  /** Files of tests that must still pass as they stood before the work. */
  oldTests: string[];
  /** Tests that went with good reason. */
  removedTests: number;
}

/** Files of one commit that are read; what a larger one changes, a person reads. */
const FILES_MAX = 2_000;

/** What the work did to the things that judge it: tests, rules, scripts, and sources that know they are judged. Nothing is run. */
export async function scrutinise(
  commits: Commits,
  changed: string[],
  given: { specs: z.infer<typeof CheckSpec>[]; asked: string },
): Promise<Scrutiny> {
  const paths = changed.slice(0, FILES_MAX);
  const flags: ProofFlag[] = [];
  const oldTests: string[] = [];
  let removedTests = 0;
  for (const path of paths) {
    flags.push(...plantedFlag(path));
    const [before, after] = [await commits.baseFiles.read(path), await commits.commitFiles.read(path)];
    if (!isTestPath(path)) {
      flags.push(...sourceFlags(path, before, after));
      continue;
    }
    const weighed = await weighTestFile(path, commits, given.asked);
    flags.push(...weighed.flags);
    removedTests += weighed.removedTests;
    if (weighed.runOld && commits.baseFiles.paths.has(path)) oldTests.push(path);
  }
  flags.push(...(await editedRules(paths, commits, given.specs)));
  if (changed.length > FILES_MAX)
    flags.push({
      kind: 'planted',
      path: null,
      detail: `It changes ${changed.length} files; ${FILES_MAX} were looked at.`,
    });
  return { flags, oldTests, removedTests };
}
