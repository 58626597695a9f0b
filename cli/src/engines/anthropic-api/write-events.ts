import { randomUUID } from 'node:crypto';
import type Anthropic from '@anthropic-ai/sdk';
import type { Usage } from '@/contract/agent';
import type { EngineRun } from '../engine';
import type { Verdict } from '../verdict';
import type { Retry } from './ask-model';
import { TOOLS } from './tools';

export interface EventWriter {
  assistant(message: Anthropic.Message): void;
  results(content: Anthropic.ToolResultBlockParam[]): void;
  retry(retry: Retry): void;
  result(verdict: Verdict, usage: Usage): void;
}

/** Writes the loop's own output: one JSON event a line, in the shape of Claude Code's stream-json. */
export function createEventWriter(run: EngineRun, model: string, version: string): EventWriter {
  const write = (event: object) =>
    run.onOutput(
      'stdout',
      Buffer.from(`${JSON.stringify({ ...event, session_id: run.sessionId, uuid: randomUUID() })}\n`),
    );
  write({
    type: 'system',
    subtype: 'init',
    cwd: run.cwd,
    tools: TOOLS.map(({ name }) => name),
    model,
    engine: `anthropic-api ${version}`,
  });
  return {
    assistant: (message) => write({ type: 'assistant', message, parent_tool_use_id: null }),
    results: (content) =>
      write({ type: 'user', message: { role: 'user', content }, parent_tool_use_id: null }),
    retry: ({ attempt, of, delayMs, status, error }) =>
      write({
        type: 'system',
        subtype: 'api_retry',
        attempt,
        max_retries: of,
        retry_delay_ms: delayMs,
        error_status: status,
        error,
      }),
    result: ({ ok, reason, message }, usage) =>
      write({
        type: 'result',
        subtype: ok ? 'success' : 'error_during_execution',
        is_error: !ok,
        terminal_reason: ok ? 'completed' : reason,
        result: message,
        num_turns: usage.turns,
        total_cost_usd: usage.costMicros / 1_000_000,
      }),
  };
}
