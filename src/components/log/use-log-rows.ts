import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogLine } from '@/contract/log';
import { call } from '@/hooks/call';
import { useAgentLog } from '@/hooks/use-agent-log';
import { LogRows } from './log-rows';

/** What is read of the end before everything else: some screens full. */
const END_LINES = 300;
const NOTHING = new LogRows();

/**
 * An agent's log as rows that grow; `version` changes whenever they do. Who begins at the end is shown that first, with
 * `unread` lines still to come before it, and the same rows in the whole log as soon as that has been read so far.
 */
export function useLogRows(agentId: string, fromEnd: boolean) {
  const log = useRef<LogRows>(null);
  log.current ??= new LogRows();
  const [version, setVersion] = useState(0);
  const take = useCallback((lines: LogLine[]) => {
    log.current?.append(lines);
    setVersion((now) => now + 1);
  }, []);
  const end = useEnd(agentId, fromEnd);
  // A hundred thousand lines on their way would hold up the few that are looked at.
  const state = useAgentLog(agentId, take, end !== 'asked');
  const whole = log.current;
  if (end === 'asked') return { log: NOTHING, version, state, unread: 0 };
  if (!end || whole.lastLine >= end.lastLine) return { log: whole, version, state, unread: 0 };
  return { log: end, version, state, unread: (end.lines[0]?.line ?? 1) - 1 - whole.lines.length };
}

/** The end of the log as it stands now; null where it is not wanted or cannot be read. */
function useEnd(agentId: string, wanted: boolean): LogRows | 'asked' | null {
  const [end, setEnd] = useState<LogRows | 'asked' | null>(wanted ? 'asked' : null);
  const asks = end === 'asked';
  useEffect(() => {
    if (!asks) return;
    const unwanted = new AbortController();
    const { signal } = unwanted;
    call('getLogs', { params: { id: agentId }, query: { last: END_LINES }, signal }).then(
      ({ lines }) => {
        const rows = new LogRows();
        rows.append(lines);
        setEnd(rows);
      },
      () => signal.aborted || setEnd(null),
    );
    return () => unwanted.abort();
  }, [agentId, asks]);
  return end;
}
