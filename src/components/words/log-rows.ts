import { countOf } from '../ui/format-count';

/** The words of what a log shows in its rows: tools, groups, results and what an engine says of itself. */
export const words = {
  more: (size: string) => `Show ${size} more`,
  running: 'running',
  lines: (n: number) => countOf(n, 'line'),
  group: 'Group',
  /** Where a line comes from; what a command wrote as its output needs no word. */
  streams: {
    stderr: { word: 'Errors', says: 'Written to standard error' },
    runner: { word: 'Runner', says: 'Said by the runner' },
    check: { word: 'Check', says: 'Written by a check' },
  },
  tool: {
    unnamed: 'Tool',
    input: 'Input',
    result: 'Result',
    error: 'Error',
    noResult: 'no result',
    failed: 'failed',
    ok: 'ok',
    empty: 'empty',
  },
  result: {
    turns: (n: number) => countOf(n, 'turn'),
    finished: 'The agent says it is finished',
    stopped: 'The agent stopped without a result',
  },
  engine: {
    started: (parts: string) => `Session started · ${parts}`,
    unknown: 'unknown error',
    retry: (cause: string, attempt: string, most: string, waitMs: number | null) =>
      `The model did not answer (${cause}). Retry ${attempt} of ${most}${waitMs === null ? '' : ` in ${waitMs} ms`}.`,
    fallback: 'The model was overloaded; another one answers.',
  },
};
