import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const seconds = (n: number) => n * 1000;

/**
 * A suite of test/<name>; all but `unit` get a PostgreSQL of their own run. They hold on to
 * clocks that a busy machine fails now and then: they get a second try, and `npm test` names each test that needed it.
 */
const suite = (
  name: string,
  timeout: number,
  { database = true, retry = 0, isolate = true } = {},
): TestProjectInlineConfiguration => ({
  resolve: { alias: { '@': path.resolve('src') } },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: database ? 'test/support/database.ts' : undefined,
    retry,
    isolate,
    // Where files share their modules, none may find the settings or spies of the one before it.
    setupFiles: isolate ? [] : ['test/support/begin-anew.ts'],
    testTimeout: timeout,
    hookTimeout: Math.max(timeout, seconds(60)),
  },
});

/** Where suites run together, those of few long files begin: nothing long is left for the end. */
const LONG_FIRST = ['proof', 'faults', 'cli', 'db', 'unit'];
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const at = ({ project }: TestSpecification) => LONG_FIRST.indexOf(project.name);
    return (await super.sort(files)).sort((one, other) => at(one) - at(other));
  }
}

/** Decisions without a database: the unit suite takes every branch of them. */
const DECISIONS = [
  'cli/src/logs/upload-state.ts',
  'cli/src/runner/*-state.ts',
  'src/domain/**/*-state.ts',
  'src/domain/locks/{anchor,near-locks,overlap,wait-key}.ts',
  'src/services/**/*-state.ts',
  'src/services/coordinator/after-merge.ts',
  'src/services/coordinator/ends-too-often.ts',
  'src/services/coordinator/next-step.ts',
  'src/services/scheduler/pair-claims.ts',
];

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: DECISIONS,
      reporter: [['text', { skipFull: true }]],
      reportsDirectory: '.data/coverage',
      thresholds: { branches: 100 },
    },
    pool: 'forks',
    // Set here once: projects that differ in it refuse to run together.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    projects: [
      suite('unit', seconds(20), { database: false }),
      suite('db', seconds(30), { retry: 1, isolate: false }),
      suite('cli', seconds(60), { retry: 1 }),
      suite('faults', seconds(180), { retry: 1 }),
      suite('proof', seconds(240), { retry: 1 }),
    ],
  },
});
