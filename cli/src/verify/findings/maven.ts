import { type Found, found, linesOf } from './finding';

/** Failed tests as Maven sums them up, `Class.method:line message`, and what its compiler says. */
export function readMaven(text: string): Found[] {
  return linesOf(text).flatMap((line) => {
    const test = /^\[ERROR\] {3}([\w$.]+)\.([\w$]+):(\d+)(?:->\S+)? ?(.*)$/.exec(line);
    if (test) return [found({ test: `${test[1]}.${test[2]}`, line: test[3], message: test[4] ?? '' })];
    const built = /^\[ERROR\] (\/\S+\.(?:java|kt)):\[(\d+),\d+\] (.*)$/.exec(line);
    return built ? [found({ file: built[1], line: built[2], message: built[3] ?? '' })] : [];
  });
}
