import { type Found, found, linesOf } from './finding';

/** `file:///x/a.test.js:3:1` or `/x/a.test.js:3:1`, as a test runner writes a place down. */
const placeIn = (lines: string[]) =>
  lines.map((line) => /^\s*location: '(?:file:\/\/)?(.+?):(\d+):\d+'$/.exec(line)).find(Boolean) ?? null;

const SAID = /^\s*error: (?:['"](.*)['"]|\|-?|(.+))$/;

/** Failed tests of a TAP stream. One that fails only because a test inside it does is not told twice; skipped and todo ones do not fail. */
export function readTap(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const head = /^( *)not ok \d+(?: -)? ?(.*)$/.exec(line);
    if (!head || /# (?:skip|todo)/i.test(head[2] ?? '')) return [];
    const end = lines.findIndex((next, i) => i > at && /^\s*(?:\.\.\.|(?:not )?ok \d+.*)$/.test(next));
    const body = lines.slice(at + 1, end < 0 ? at + 30 : Math.min(end, at + 60));
    if (body.some((one) => /failureType: '?subtestsFailed'?/.test(one))) return [];
    const place = placeIn(body);
    const said = body
      .map((one, i) => ({ match: SAID.exec(one), next: body[i + 1] }))
      .find(({ match }) => match);
    const message = said?.match?.[1] ?? said?.match?.[2] ?? said?.next ?? 'failed';
    return [found({ test: head[2], file: place?.[1], line: place?.[2], message })];
  });
}
