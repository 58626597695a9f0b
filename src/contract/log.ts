import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { text } from './text';

/** Where a log line came from. */
export const LogStream = z.enum(['stdout', 'stderr', 'runner', 'check']);
export type LogStream = z.infer<typeof LogStream>;

export const LogLine = z.object({
  line: z.number().int().describe('Counts from 1 within the agent; permalinks name it'),
  at: Timestamp,
  stream: LogStream,
  text: z.string().describe('Decoded as UTF-8 with replacement; download the raw log for exact bytes'),
  /** true where the line goes on in the next one of its stream: it is longer than a frame may be, or was not ended in time. */
  continues: z.boolean(),
});
export type LogLine = z.infer<typeof LogLine>;

export const LogPage = z.object({
  agentId: id('agent'),
  lines: z.array(LogLine),
  totalLines: z.number().int(),
  totalBytes: z.number().int(),
  /** true when the agent has ended and every line is here. */
  complete: z.boolean(),
  /** true where these lines are gone: logs are kept for as long as LOG_RETENTION_DAYS says. */
  pruned: z.boolean(),
});
export type LogPage = z.infer<typeof LogPage>;

const params = z.strictObject({ id: id('agent') });

export const getLogs = endpoint({
  name: 'getLogs',
  summary:
    'Log lines of an agent: a page as JSON, or live as server-sent events (event `log`, id = the last line that is stored, so after a cut a line may come again) as Accept decides',
  method: 'GET',
  path: '/api/agents/:id/logs',
  who: 'person',
  action: 'workspace:read',
  stream: 'logs',
  params,
  query: z.strictObject({
    fromLine: z.coerce.number().int().min(1).default(1),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
    last: z.coerce
      .number()
      .int()
      .min(1)
      .max(2000)
      .optional()
      .describe('The last so many lines instead, or fewer where they are long; as JSON alone'),
    token: z
      .string()
      .max(1500)
      .optional()
      .describe('Of POST /api/stream-tokens, for who cannot send headers'),
  }),
  returns: LogPage,
  answer: 'data-or-events',
});
export const searchLogs = endpoint({
  name: 'searchLogs',
  summary: 'Lines of an agent’s log that hold a text, whatever the case of its letters, in order',
  method: 'GET',
  path: '/api/agents/:id/logs/search',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({
    q: text(200).min(1),
    fromLine: z.coerce.number().int().min(1).default(1),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  returns: z.object({
    lines: z.array(LogLine),
    nextLine: z.number().int().nullable().describe('Where to search on; null where the end was reached'),
    pruned: z.boolean(),
  }),
});
export const downloadLogs = endpoint({
  name: 'downloadLogs',
  summary: 'The exact bytes of one stream of the log, or of all of them in order',
  method: 'GET',
  path: '/api/agents/:id/logs/raw',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ stream: LogStream.optional() }),
  returns: z.instanceof(Uint8Array),
  answer: 'bytes',
});
