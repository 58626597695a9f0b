import { type Found, found, linesOf } from './finding';

/** Failed tests of `go test`, and what its compiler and `go vet` say. */
export function readGo(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const test = /^\s*--- FAIL: (\S+) \(/.exec(line);
    if (test) {
      const said = lines
        .slice(at + 1, at + 6)
        .map((one) => /^\s+(\S+\.go):(\d+): (.*)$/.exec(one))
        .find(Boolean);
      return [found({ test: test[1], file: said?.[1], line: said?.[2], message: said?.[3] ?? 'failed' })];
    }
    const built = /^(?:vet: )?(\S+\.go):(\d+):\d+: (.*)$/.exec(line);
    return built ? [found({ file: built[1], line: built[2], message: built[3] ?? '' })] : [];
  });
}
