import { BoundedMap } from '@/lib/bounded-map';
import { firstKeptDay } from '@/lib/kept-logs';
import { logger } from '@/lib/logger';
import { reading } from '@/lib/pool';
import { quotas } from '@/lib/quota';
import { shared } from '@/lib/shared';
import { decodeFrames } from './decode-frames';
import { MEASURE_LOGS } from './log-quota.sql';

/** How long a measure counts; what this process stores meanwhile is added, what others do is not. */
const MEASURE_MS = 10_000;
/** Frames of the runner’s own that say what is left out are no longer than this together. */
const LAST_WORD_MAX = 512;

interface Measure {
  used: number;
  /** 0 sets no limit. */
  most: number;
  until: number;
}
/** Workspaces whose measure is known; another one is measured when it stores again. */
const MOST = 10_000;
interface Known {
  measures: Map<string, Measure>;
  full: string[];
}
const known = () =>
  shared('log-quotas', (): Known => ({ measures: new BoundedMap(MOST, notFull), full: [] }));

/** Workspaces (database uuids) whose logs have all the bytes they may, as far as this process knows. */
export const fullWorkspaces = (): string[] => known().full;

/** Whether a chunk only says what is left out: that much fits into a log whatever the quota. */
export const isLastWord = (bytes: Uint8Array): boolean =>
  bytes.byteLength <= LAST_WORD_MAX && [...decodeFrames(bytes)].every(({ stream }) => stream === 'runner');

/** Counts what was stored of a workspace’s logs; how much there is in all is measured behind that, every ten seconds at most. */
export function noteStored(workspaceId: string, bytes: number): void {
  const { measures } = known();
  const measure = measures.get(workspaceId) ?? { used: 0, most: 0, until: 0 };
  measures.set(workspaceId, measure);
  measure.used += bytes;
  judge(workspaceId, measure);
  if (measure.until > performance.now()) return;
  measure.until = performance.now() + MEASURE_MS;
  void reading
    .query<{ most: number; used: number | null }>(MEASURE_LOGS, [
      workspaceId,
      quotas().logBytes,
      firstKeptDay(),
    ])
    .then(
      ([row]) => {
        Object.assign(measure, { most: row?.most ?? 0, used: row?.used ?? 0 });
        if (measures.get(workspaceId) === measure) judge(workspaceId, measure);
      },
      (error: Error) => logger().warn({ error: error.message }, 'the logs of a workspace were not measured'),
    );
}

function judge(workspaceId: string, { used, most }: Measure): void {
  const held = known();
  const isFull = most > 0 && used >= most;
  if (isFull === held.full.includes(workspaceId)) return;
  if (isFull) held.full = [...held.full, workspaceId];
  else notFull(workspaceId);
}

function notFull(workspaceId: string): void {
  known().full = known().full.filter((one) => one !== workspaceId);
}
