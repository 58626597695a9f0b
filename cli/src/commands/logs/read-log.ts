import { getLogs, type LogPage } from '@/contract/log';
import type { Dashboard } from '../../server/dashboard';

/** As many as one answer may hold. */
const PAGE = 2_000;

/** Everything an agent has said from a line on, as far as the server has it now. */
export async function readLog(dashboard: Dashboard, agentId: string, fromLine: number): Promise<LogPage> {
  const page = (next: number) =>
    dashboard.call(getLogs, { params: { id: agentId }, query: { fromLine: next, limit: PAGE } });
  let last = await page(fromLine);
  const lines = [...last.lines];
  const until = last.totalLines;
  while (last.lines.length > 0 && (lines.at(-1)?.line ?? 0) < until) {
    last = await page((lines.at(-1)?.line ?? 0) + 1);
    lines.push(...last.lines);
  }
  return { ...last, lines };
}
