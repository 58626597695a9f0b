import { type Found, found, linesOf } from './finding';

/** Failed tests as Node’s `spec` reporter lists them at its end: `test at file:line:column`, then the test. */
export function readSpec(text: string): Found[] {
  const lines = linesOf(text);
  const from = lines.findIndex((line) => /^✖ failing tests:$/.test(line));
  if (from < 0) return [];
  return lines.slice(from).flatMap((line, at, all) => {
    const place = /^test at (?:file:\/\/)?(.+?):(\d+):\d+$/.exec(line);
    const test = place && /^✖ (.*?) \([\d.]+ms\)$/.exec(all[at + 1] ?? '');
    return place && test
      ? [found({ test: test[1], file: place[1], line: place[2], message: all[at + 2] ?? '' })]
      : [];
  });
}
