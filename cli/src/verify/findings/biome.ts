import { type Found, found, linesOf } from './finding';

/** Diagnostics of Biome: `file:line:column rule ━━━`, with the sentence behind its cross some lines below. */
export function readBiome(text: string): Found[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const head =
      /^(\S+?)(?::(\d+):\d+)? ((?:lint|parse|format|assist|organizeImports|check)\S*) [^━]*━+$/.exec(line);
    if (!head) return [];
    const said = lines.slice(at + 1, at + 8).find((next) => /^\s*[×✖!]/.test(next));
    if (said && /^\s*!/.test(said)) return [];
    const message = said?.replace(/^\s*[×✖]\s*/, '') ?? 'failed';
    return [found({ file: head[1], line: head[2], rule: head[3], message })];
  });
}
