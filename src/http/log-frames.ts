import { followLog } from '@/domain/logs/follow-log';
import { frame } from './sse';

/** An agent's log as frames: `log` with lines, its id the last line, and `end` once it is complete. */
export async function* logFrames(
  workspaceId: string,
  agentId: string,
  fromLine: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const { lines, totalLines, complete } of followLog(workspaceId, agentId, fromLine, signal)) {
    const last = lines.at(-1);
    const grown = last ? frame('log', last.line, { lines }) : ': here\n\n';
    yield complete ? grown + frame('end', totalLines, { totalLines }) : grown;
  }
}

/** The line a reader wants next: after the last one it has seen, by the browser's own header, or the one it asked for. */
export function nextLine(lastEventId: string | undefined, fromLine: number): number {
  const seen = lastEventId && /^\d{1,10}$/.test(lastEventId) ? Number(lastEventId) : 0;
  return Math.max(fromLine, seen + 1);
}
