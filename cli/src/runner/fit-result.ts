import { RESULT_MAX } from '@/contract/attempt';
import { cut, cutTail } from '@/contract/cut';
import { RECEIPT_MAX } from '@/contract/receipt';
import type { Result } from './result';

/** Left to what a result does not hold yet, in bytes: a receipt, what was used, the length and digest of the log. */
const REST = RECEIPT_MAX + 16_384;
/** What is left of each check where that alone is too long. */
const CHECK_MOST = { tail: 1000, findings: 10 };

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/**
 * A result that the server's bound for its body takes, counted in bytes of its JSON: the patch is cut first, then the list
 * of files, then what the checks said. Changes that were cut say so.
 */
export function fitResult(result: Result, most = RESULT_MAX - REST): Result {
  let fitted = result;
  for (const shorten of [cutPatch, cutFiles, cutChecks]) {
    const over = bytesOf(fitted) - most;
    if (over <= 0) break;
    fitted = shorten(fitted, over);
  }
  return fitted;
}

function cutPatch(result: Result, over: number): Result {
  if (!result.changes) return result;
  const { patch } = result.changes;
  return {
    ...result,
    changes: { ...result.changes, patch: beginningOf(patch, bytesOf(patch) - over), truncated: true },
  };
}

function cutFiles(result: Result, over: number): Result {
  if (!result.changes) return result;
  const files = [...result.changes.files];
  for (let cut = 0; cut < over && files.length > 0; ) cut += bytesOf(files.pop()) + 1;
  return { ...result, changes: { ...result.changes, files, truncated: true } };
}

function cutChecks(result: Result): Result {
  const checks = result.checks.map((check) => ({
    ...check,
    outputTail: cutTail(check.outputTail, CHECK_MOST.tail),
    ...(check.report && {
      report: { ...check.report, findings: check.report.findings.slice(0, CHECK_MOST.findings) },
    }),
  }));
  return { ...result, checks };
}

/** The longest beginning of a text whose JSON takes at most so many bytes; never half a character. */
function beginningOf(text: string, most: number): string {
  let fits = 0;
  for (let tooLong = text.length + 1; tooLong - fits > 1; ) {
    const middle = (fits + tooLong) >> 1;
    if (bytesOf(text.slice(0, middle)) <= most) fits = middle;
    else tooLong = middle;
  }
  return cut(text, fits);
}
