/** One look of axe at a page, as the suite a11y notes it. */
export interface Look {
  /** Path and query of the page. */
  path: string;
  /** CSS pixels. */
  width: number;
  theme: string;
  violations: number;
}

interface Suite {
  suites?: Suite[];
  specs: { tests: { results: { annotations?: { type: string; description?: string }[] }[] }[] }[];
}

/** The type of the notes in a report of Playwright that tell of a look. */
export const LOOK = 'axe';

/** Every look that a report of Playwright tells of; where a test was tried twice, those of its last try. */
export const listLooks = ({ suites = [] }: { suites?: Suite[] }): Look[] =>
  suites.flatMap((suite) => [
    ...suite.specs.flatMap(({ tests }) =>
      tests.flatMap(({ results }) =>
        (results.at(-1)?.annotations ?? []).flatMap(({ type, description = '' }) =>
          type === LOOK ? [JSON.parse(description) as Look] : [],
        ),
      ),
    ),
    ...listLooks({ suites: suite.suites }),
  ]);
