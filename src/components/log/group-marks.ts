import { words } from '../words/log-rows';
import { stripAnsi } from './ansi';

/** What a line of a CI's log says of groups: one begins, the one that is open ends, or the one before is to be seen. */
export type GroupMark =
  | { kind: 'begins'; title: string; folded: boolean; untilEnd: boolean }
  | { kind: 'ends' }
  | { kind: 'unfolds' };

/** `::group::` of GitHub (`##[group]` in what it lets download), and `---`, `+++`, `~~~` of Buildkite. */
const BEGINS = /^(?:::group::|##\[group\])(.*)$|^(---|\+\+\+|~~~) +(\S.*)$/;
const ENDS = /^(?:::endgroup::|##\[endgroup\])\s*$/;
/** Headers of patches, and what Go says of a test: they begin like groups of Buildkite. */
const OTHERS = /^(?:[ab]\/|\/dev\/null|"[ab]\/|(?:FAIL|PASS|SKIP|BENCH): )|\t/;
const FIRST = new Set([':', '#', '-', '+', '~', '^', '\u001b']);

/** Reads the mark in a line, null where it is a line like others. */
export function readGroupMark(line: string): GroupMark | null {
  if (!FIRST.has(line[0] ?? '')) return null;
  const text = stripAnsi(line.slice(0, 2000));
  if (ENDS.test(text)) return { kind: 'ends' };
  if (/^\^\^\^ \+\+\+\s*$/.test(text)) return { kind: 'unfolds' };
  const [, github, dashes, buildkite = ''] = BEGINS.exec(text) ?? [];
  if (github !== undefined)
    return { kind: 'begins', title: github.trim() || words.group, folded: true, untilEnd: true };
  if (dashes === undefined || OTHERS.test(buildkite)) return null;
  return { kind: 'begins', title: buildkite.trim(), folded: dashes !== '+++', untilEnd: false };
}
