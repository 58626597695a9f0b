import { useCallback, useRef, useState } from 'react';
import type { LogLine } from '@/contract/log';
import { useAgentLog } from '@/hooks/use-agent-log';
import { LogRows } from './log-rows';

/** An agent's log as rows that grow; `version` changes whenever they do. */
export function useLogRows(agentId: string) {
  const log = useRef<LogRows>(null);
  log.current ??= new LogRows();
  const [version, setVersion] = useState(0);
  const take = useCallback((lines: LogLine[]) => {
    log.current?.append(lines);
    setVersion((now) => now + 1);
  }, []);
  const state = useAgentLog(agentId, take);
  return { log: log.current, version, state };
}
