import type { ProofFlag } from '@/contract/check-run';

const SUPPRESSED =
  /eslint-disable|biome-ignore|oxlint-disable|tslint:disable|@ts-(?:ignore|nocheck|expect-error)|#\s*noqa|#\s*type:\s*ignore|#\s*pylint:\s*disable|#!?\[allow\(|\/\/\s*nolint|@SuppressWarnings|pragma:\s*no cover|(?:istanbul|c8|v8) ignore/;
const AWARE =
  /NODE_TEST_CONTEXT|\bVITEST\b|JEST_WORKER_ID|PYTEST_CURRENT_TEST|['"](?:pytest|unittest)['"]\s+in\s+sys\.modules|\b(?:process\.env|os\.environ)\W{1,3}(?:get\(['"])?(?:CI|NODE_ENV)\b|(?:process\.argv|execArgv|sys\.argv)\b.*test|['"](?:node:)?(?:assert(?:\/strict)?|test)['"]|^\s*(?:import|from)\s+(?:unittest|pytest)\b|#\[cfg\((?:not\()?test\)|testing\.Testing\(\)|\bcfg!\(test\)/;
const PLANTED =
  /(?:^|\/)(?:node_modules|bower_components|\.venv|venv|site-packages|__pycache__|\.pytest_cache|\.mypy_cache|\.nyc_output|\.npm|\.yarn\/cache)\//;
const SOURCE = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|vue|svelte)$/;

/** A dependency, or the like, that the work commits: a check would take it for the real one. */
export const plantedFlag = (path: string): ProofFlag[] =>
  PLANTED.test(path)
    ? [
        {
          kind: 'planted',
          path: path.slice(0, 500),
          detail: `${path.slice(0, 300)} lies where tools put what they fetch or make.`,
        },
      ]
    : [];

/** Lines that a source has now and had not before, and that silence a rule, or behave otherwise under a test. */
export function sourceFlags(path: string, before: string | null, after: string | null): ProofFlag[] {
  if (after === null || !SOURCE.test(path)) return [];
  const had = new Set((before ?? '').split('\n').map((line) => line.trim()));
  const added = after.split('\n').filter((line) => line.length < 2_000 && !had.has(line.trim()));
  const short = path.slice(0, 300);
  const flags: ProofFlag[] = [];
  if (added.some((line) => SUPPRESSED.test(line)))
    flags.push({ kind: 'rule_suppressed', path: short, detail: `${short} silences a rule of a check.` });
  if (added.some((line) => AWARE.test(line)))
    flags.push({ kind: 'test_aware', path: short, detail: `${short} asks whether it is being tested.` });
  return flags;
}
