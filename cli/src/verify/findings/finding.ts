import type { Finding } from '@/contract/check-run';
import { cut } from '@/contract/cut';

/** What a tool said of one place; whether it stood before the work is told later. */
export type Found = Omit<Finding, 'old'>;

const LINE_MAX = 2_000;

/** The lines of an output that patterns may be held against: a longer one is nobody's report. */
export const linesOf = (text: string): string[] =>
  text.split('\n').map((line) => (line.length > LINE_MAX ? '' : line));

/** A finding, its texts cut to what is kept. Paths lose the `./` that some tools put before them. */
export const found = (given: {
  file?: string | null;
  line?: string | number | null;
  rule?: string | null;
  test?: string | null;
  message: string;
}): Found => ({
  file: given.file ? cut(given.file.replace(/^\.\//, ''), 500) : null,
  line: given.line ? Math.min(Number(given.line) || 0, 10_000_000) || null : null,
  rule: given.rule ? cut(given.rule, 200) : null,
  test: given.test ? cut(given.test.trim(), 300) : null,
  message: cut(given.message.trim(), 500) || 'failed',
});
