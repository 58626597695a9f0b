import { type Found, found, linesOf } from './finding';

/** Failed tests of Python’s unittest: `FAIL: name (module.Class.name)` with a traceback below. */
export function readUnittest(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const head = /^(?:FAIL|ERROR): (\S+) \(([^)]*)\)/.exec(line);
    if (!head || !/^=+$/.test(lines[at - 1] ?? '')) return [];
    const end = lines.findIndex((next, i) => i > at + 1 && /^(?:=+|-{20,})$/.test(next) && i > at + 2);
    const body = lines.slice(at + 1, Math.min(end < 0 ? at + 60 : end, at + 60));
    const place = body.map((one) => /^ {2}File "([^"]+)", line (\d+)/.exec(one)).findLast(Boolean);
    const message = body.findLast((one) => /^\w[\w.]*(?:Error|Exception|Exit)\b/.test(one)) ?? 'failed';
    const test = head[2]?.endsWith(`.${head[1]}`) ? head[2] : `${head[2]}.${head[1]}`;
    return [found({ file: place?.[1], line: place?.[2], test, message })];
  });
}
