/** Whether a path is a test, or belongs to tests: their data and what they share. */
export const isTestPath = (path: string): boolean =>
  /(?:^|\/)(?:tests?|__tests__|specs?|__snapshots__|testdata|e2e)\//i.test(path) ||
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) ||
  /_test\.go$|[._](?:test|spec)\.\w+$|(?:^|\/)test\.[cm]?[jt]sx?$|(?:Tests?|IT)\.(?:java|kt)$/.test(path);
