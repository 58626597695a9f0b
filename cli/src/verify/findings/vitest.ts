import { type Found, found, linesOf } from './finding';

/** Failed tests of vitest (` FAIL  file > group > test`) and jest (`● group › test`). */
export function readVitest(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const vitest = /^ FAIL {2}(\S+) > (.*)$/.exec(line);
    const jest = vitest ? null : /^ {2}● (\S.*)$/.exec(line);
    if (!vitest && !jest) return [];
    const body = lines.slice(at + 1, at + 40);
    const next = body.findIndex((one) => /^(?: FAIL {2}| {2}● )/.test(one));
    const own = next < 0 ? body : body.slice(0, next);
    const place = own.map((one) => /(?:❯ |\()([^\s()]+):(\d+):\d+\)?$/.exec(one)).find(Boolean);
    const message = own.find((one) => /\S/.test(one)) ?? 'failed';
    return [
      found({
        test: vitest?.[2] ?? jest?.[1] ?? '',
        file: vitest?.[1] ?? place?.[1],
        line: place?.[2],
        message,
      }),
    ];
  });
}
