import { z } from 'zod';
import type { Tokens } from '../verdict';

export interface ModelTotal extends Tokens {
  model: string;
  /** US dollars; null where the client knows no price for the model. */
  costUsd: number | null;
}
export interface ToolUse {
  name: string;
  input: Record<string, unknown>;
}
export interface ResultFacts {
  isError: boolean;
  subtype: string;
  terminalReason: string | null;
  apiErrorStatus: number | null;
  text: string;
  errors: string[];
  /** Of the session so far; of a resumed one, what came before included where that ended in peace. */
  totals: ModelTotal[];
  /** Since the last result of this process. */
  since: ModelTotal[];
}

/** What one line of the stream says, as far as the runner acts on it. Unknown kinds come through as `other`. */
export type StreamEvent =
  | { kind: 'init'; model: string | null; version: string | null; keySource: string | null; tools: string[] }
  | {
      kind: 'message';
      id: string;
      model: string;
      subAgent: boolean;
      text: string;
      tools: ToolUse[];
      tokens: Tokens;
      error: string | null;
    }
  /** What a tool gave was shown to the model. */
  | { kind: 'shown' }
  | { kind: 'retry'; attempt: number; of: number; delayMs: number; status: number | null; error: string }
  | { kind: 'result'; facts: ResultFacts }
  /** A usage limit of the account; when it ends, in seconds since 1970. */
  | { kind: 'limit'; rejected: boolean; resetsAt: number | null }
  /** A message that was sent has gone into a request. */
  | { kind: 'heard'; id: string }
  /** It waits, is done with, or was withdrawn: no sign of life of its own. */
  | { kind: 'taken'; id: string }
  | { kind: 'control_request'; id: string; request: Record<string, unknown> & { subtype: string } }
  | { kind: 'control_response'; id: string; ok: boolean; response: Record<string, unknown>; error: string }
  | { kind: 'control_cancel'; id: string }
  | { kind: 'other'; type: string }
  | { kind: 'noise' };

const count = z.number().nonnegative().catch(0);
const word = z.string().nullable().catch(null);
const record = z.record(z.string(), z.unknown()).catch({});
const TokenCounts = z
  .object({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
  })
  .catch({ input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 });
const Block = z.object({
  type: z.string(),
  text: z.string().optional(),
  name: z.string().optional(),
  input: record.optional(),
});
const Message = z.object({
  id: z.string(),
  model: z.string().catch(''),
  content: z.array(Block).catch([]),
  usage: TokenCounts,
});
const ModelUse = z.object({
  inputTokens: count,
  outputTokens: count,
  cacheReadInputTokens: count,
  cacheCreationInputTokens: count,
  costUSD: count,
  costBasis: word,
});

/** Reads one line of Claude Code's stream-json output. Pure; never throws. */
export function parseLine(line: string): StreamEvent {
  const event = asObject(line);
  if (!event) return { kind: 'noise' };
  const { type, subtype } = event;
  if (type === 'assistant') return message(event);
  if (type === 'user') return { kind: 'shown' };
  if (type === 'result') return { kind: 'result', facts: result(event) };
  if (type === 'system' && subtype === 'init') {
    const tools = z.array(z.string()).catch([]).parse(event.tools);
    return {
      kind: 'init',
      model: word.parse(event.model),
      version: word.parse(event.claude_code_version),
      keySource: word.parse(event.apiKeySource),
      tools,
    };
  }
  if (type === 'system' && subtype === 'api_retry') {
    const status = z.number().nullable().catch(null).parse(event.error_status);
    const [attempt, of, delayMs] = [event.attempt, event.max_retries, event.retry_delay_ms].map((value) =>
      count.parse(value),
    ) as [number, number, number];
    return { kind: 'retry', attempt, of, delayMs, status, error: word.parse(event.error) ?? 'unknown' };
  }
  if (type === 'control_request') {
    const request = record.parse(event.request);
    return {
      kind: 'control_request',
      id: String(event.request_id),
      request: { ...request, subtype: String(request.subtype) },
    };
  }
  if (type === 'control_response') {
    const answer = record.parse(event.response);
    return {
      kind: 'control_response',
      id: String(answer.request_id),
      ok: answer.subtype === 'success',
      response: record.parse(answer.response),
      error: word.parse(answer.error) ?? '',
    };
  }
  if (type === 'rate_limit_event') {
    const info = record.parse(event.rate_limit_info);
    const resetsAt = z
      .number()
      .nullable()
      .catch(null)
      .parse(info.resetsAt ?? null);
    return { kind: 'limit', rejected: info.status === 'rejected', resetsAt };
  }
  if (type === 'command_lifecycle')
    return { kind: event.state === 'started' ? 'heard' : 'taken', id: String(event.command_uuid) };
  if (type === 'control_cancel_request') return { kind: 'control_cancel', id: String(event.request_id) };
  return { kind: 'other', type: [type, subtype].filter((part) => typeof part === 'string').join(':') };
}

/** Totals per model, as `modelUsage` gives them in a result and in an answer to `get_usage`. */
export function modelTotals(usage: unknown): ModelTotal[] {
  return Object.entries(record.parse(usage)).flatMap(([model, value]) => {
    const use = ModelUse.safeParse(value);
    if (!use.success) return [];
    const { inputTokens, outputTokens, cacheReadInputTokens, cacheCreationInputTokens, costUSD, costBasis } =
      use.data;
    const costUsd = costBasis === 'unknown' ? null : costUSD;
    return [
      {
        model,
        input: inputTokens,
        output: outputTokens,
        cacheRead: cacheReadInputTokens,
        cacheWrite: cacheCreationInputTokens,
        costUsd,
      },
    ];
  });
}

function message(event: Record<string, unknown>): StreamEvent {
  const parsed = Message.safeParse(event.message);
  if (!parsed.success) return { kind: 'other', type: 'assistant' };
  const { id, model, content, usage } = parsed.data;
  return {
    kind: 'message',
    id,
    model,
    subAgent: typeof event.parent_tool_use_id === 'string',
    text: content.flatMap((block) => (block.type === 'text' && block.text ? [block.text] : [])).join('\n'),
    tools: content.flatMap((block) =>
      block.type === 'tool_use' && block.name ? [{ name: block.name, input: block.input ?? {} }] : [],
    ),
    tokens: {
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheRead: usage.cache_read_input_tokens,
      cacheWrite: usage.cache_creation_input_tokens,
    },
    error: word.parse(event.error ?? null),
  };
}

function result(event: Record<string, unknown>): ResultFacts {
  return {
    isError: event.is_error === true,
    subtype: word.parse(event.subtype) ?? '',
    terminalReason: word.parse(event.terminal_reason ?? null),
    apiErrorStatus: z
      .number()
      .nullable()
      .catch(null)
      .parse(event.api_error_status ?? null),
    text: word.parse(event.result ?? null) ?? '',
    errors: z
      .array(z.string())
      .catch([])
      .parse(event.errors ?? []),
    totals: modelTotals(event.modelUsage),
    since: modelTotals(event.model_usage_since_last_result),
  };
}

function asObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
