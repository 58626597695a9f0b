import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogLine } from '@/contract/log';
import { addressOf } from './address-of';

export type LogState = 'connecting' | 'live' | 'reconnecting' | 'complete' | 'pruned';

/**
 * Follows an agent's log from its first line, as soon as it `mayBegin`. Lines are handed over in the order they were written,
 * once each, at most once per animation frame.
 */
export function useAgentLog(agentId: string, take: (lines: LogLine[]) => void, mayBegin = true) {
  const [state, setState] = useState<LogState>('connecting');
  const taken = useRef(take);
  taken.current = take;
  const follow = useCallback(() => {
    let waiting: LogLine[] = [];
    let seen = 0;
    let frame = 0;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    const flush = () => {
      frame = 0;
      const lines = waiting;
      waiting = [];
      if (lines.length > 0) taken.current(lines);
    };
    const connect = () => {
      source = new EventSource(
        addressOf('getLogs', { params: { id: agentId }, query: { fromLine: seen + 1 } }),
      );
      source.onopen = () => setState('live');
      source.addEventListener('log', (message: MessageEvent<string>) => {
        const { lines } = JSON.parse(message.data) as { lines: LogLine[] };
        for (const line of lines) {
          if (line.line <= seen) continue;
          seen = line.line;
          waiting.push(line);
        }
        frame ||= requestAnimationFrame(flush);
      });
      source.addEventListener('end', (message: MessageEvent<string>) => {
        const { pruned } = JSON.parse(message.data) as { pruned: boolean };
        source.close();
        flush();
        setState(pruned ? 'pruned' : 'complete');
      });
      source.onerror = () => {
        setState('reconnecting');
        // a new stream from the next line, because the address of the old one names an older line
        source.close();
        retry = setTimeout(connect, 1500);
      };
    };
    connect();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(retry);
      source.close();
    };
  }, [agentId]);
  useEffect(() => (mayBegin ? follow() : undefined), [follow, mayBegin]);
  return state;
}
