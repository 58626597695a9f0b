import type { ServerResponse } from 'node:http';
import type { Step } from './scenario';

type Content = { type: 'text'; text: string } | { type: 'thinking'; thinking: string } | ToolUse;
interface ToolUse {
  type: 'tool_use';
  id: string;
  name: string;
  input: Record<string, unknown>;
}
const ERROR_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Writes one answer, as a stream where `stream` says so. `nextId` makes the ids: sequential, so two runs look alike. */
export function sendStep(
  res: ServerResponse,
  step: Step,
  model: string,
  stream: boolean,
  nextId: (prefix: string) => string,
): void {
  const content = contentOf(step, nextId);
  const usage = {
    input_tokens: step.usage?.input ?? 1200,
    output_tokens: step.usage?.output ?? 80,
    cache_read_input_tokens: step.usage?.cacheRead ?? 0,
    cache_creation_input_tokens: step.usage?.cacheWrite ?? 0,
    service_tier: 'standard',
  };
  const stop_reason = step.tools?.length ? 'tool_use' : 'end_turn';
  const message = { id: nextId('msg_'), type: 'message', role: 'assistant', model, stop_sequence: null };
  const headers = { 'request-id': nextId('req_') };
  if (!stream) {
    res.writeHead(200, { 'content-type': 'application/json', ...headers });
    res.end(JSON.stringify({ ...message, content, stop_reason, usage }));
    return;
  }
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...headers });
  const emit = (type: string, rest: object) =>
    res.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
  emit('message_start', {
    message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
  });
  content.forEach((block, index) => {
    emit('content_block_start', { index, content_block: emptied(block) });
    for (const delta of deltasOf(block)) emit('content_block_delta', { index, delta });
    emit('content_block_stop', { index });
  });
  emit('message_delta', { delta: { stop_reason, stop_sequence: null }, usage });
  emit('message_stop', {});
  res.end();
}

/** Writes an API error as the Messages API does. */
export function sendFailure(
  res: ServerResponse,
  fail: NonNullable<Step['fail']>,
  nextId: (prefix: string) => string,
): void {
  const request_id = nextId('req_');
  const retry = fail.retryAfterS === undefined ? {} : { 'retry-after': String(fail.retryAfterS) };
  res.writeHead(fail.status, {
    'content-type': 'application/json',
    'request-id': request_id,
    ...retry,
    ...limitHeaders(fail.limitEndsInS),
  });
  const error = {
    type: ERROR_TYPES[fail.status] ?? 'api_error',
    message: fail.message ?? `scripted ${fail.status}`,
  };
  res.end(JSON.stringify({ type: 'error', error, request_id }));
}

function limitHeaders(endsInS: number | undefined): Record<string, string> {
  if (endsInS === undefined) return {};
  return {
    'anthropic-ratelimit-unified-status': 'rejected',
    'anthropic-ratelimit-unified-reset': String(Math.ceil(Date.now() / 1000) + endsInS),
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
  };
}

function contentOf(step: Step, nextId: (prefix: string) => string): Content[] {
  const content: Content[] = [];
  if (step.thinking) content.push({ type: 'thinking', thinking: step.thinking });
  if (step.text) content.push({ type: 'text', text: step.text });
  for (const { name, input } of step.tools ?? [])
    content.push({ type: 'tool_use', id: nextId('toolu_'), name, input });
  return content;
}

function emptied(block: Content): object {
  if (block.type === 'text') return { type: 'text', text: '' };
  if (block.type === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  return { ...block, input: {} };
}

function deltasOf(block: Content): object[] {
  const pieces = (text: string, size: number) => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  if (block.type === 'text') return pieces(block.text, 40).map((text) => ({ type: 'text_delta', text }));
  if (block.type === 'thinking') {
    return [
      { type: 'thinking_delta', thinking: block.thinking },
      { type: 'signature_delta', signature: 'c2lnbmF0dXJl' },
    ];
  }
  return pieces(JSON.stringify(block.input), 80).map((partial_json) => ({
    type: 'input_json_delta',
    partial_json,
  }));
}
