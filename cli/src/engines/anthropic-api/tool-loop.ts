import { setTimeout as pause } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';
import type { Usage } from '@/contract/agent';
import { clip, describeTool } from '../describe-tool';
import type { EngineRun, EngineSession, Told, Turn } from '../engine';
import { createToolPolicy, READING } from '../tool-policy';
import type { Verdict } from '../verdict';
import { askModel } from './ask-model';
import { addAnswer } from './prices';
import { TOOLS } from './tools';
import { useTool } from './use-tool';
import { createEventWriter } from './write-events';

const MAX_TOKENS = 16_000;
const STOP_MS = 5_000;

/** A conversation with the Messages API whose tools work in the run's worktree. */
export function openToolLoop(
  run: EngineRun,
  { apiKey, model, version }: { apiKey: string; model: string; version: string },
): EngineSession {
  const client = new Anthropic({
    apiKey,
    baseURL: run.env.ANTHROPIC_BASE_URL ?? null,
    timeout: Number(run.env.API_TIMEOUT_MS) || 600_000,
  });
  const policy = createToolPolicy(run);
  const events = createEventWriter(
    {
      ...run,
      onOutput: (stream, bytes) => {
        run.onNews();
        run.onOutput(stream, bytes);
      },
    },
    model,
    version,
  );
  const ended = new AbortController();
  const whole = AbortSignal.any([run.signal, ended.signal]);
  const tries =
    run.env.CLAUDE_CODE_MAX_RETRIES === undefined ? undefined : Number(run.env.CLAUDE_CODE_MAX_RETRIES);
  const messages: Anthropic.MessageParam[] = [];
  let usage: Usage = {
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    costMicros: 0,
    turns: 0,
    model,
  };
  const told: Told[] = [];
  let turn = Promise.resolve();
  let cut = new AbortController();
  let waitsFor: 'model' | 'tool' | null = null;
  let talking = false;

  async function takeTurn(text: string, ids: string[]): Promise<Verdict> {
    hear(messages, [{ type: 'text', text }]);
    const signal = AbortSignal.any([whole, cut.signal]);
    const unheard = [...ids];
    for (;;) {
      waitsFor = 'model';
      if (signal.aborted) return STOPPED;
      if (usage.turns >= run.maxTurns)
        return { ok: false, reason: 'turns_exhausted', message: `It used all its ${run.maxTurns} turns.` };
      if (run.budgetMicros !== null && usage.costMicros >= run.budgetMicros)
        return { ok: false, reason: 'budget_exhausted', message: 'The budget is used up.' };
      for (const { id, text: said } of told.splice(0)) {
        hear(messages, [{ type: 'text', text: said }]);
        unheard.push(id);
      }
      const asked = await askModel(client, request(run, model, messages), {
        signal,
        ...(tries === undefined ? {} : { tries }),
        onRetry: (retry) => {
          events.retry(retry);
          run.onActivity(
            `Waiting for the model (${retry.status ?? retry.error}), try ${retry.attempt} of ${retry.of}`,
          );
        },
      });
      if ('failed' in asked) return asked.failed;
      const { message } = asked;
      if (unheard.length > 0) run.onHeard(unheard.splice(0));
      usage = addAnswer(usage, model, tokensOf(message));
      run.onUsage(usage);
      events.assistant(message);
      messages.push({ role: 'assistant', content: message.content });
      const said = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
      const calls = message.content.filter((block) => block.type === 'tool_use');
      if (said && calls.length === 0) run.onActivity(clip(said));
      if (message.stop_reason === 'refusal')
        return { ok: false, reason: 'unknown', message: said || 'The model refused.' };
      if (calls.length > 0) hear(messages, await answerCalls(calls, signal));
      else if (message.stop_reason === 'max_tokens')
        hear(messages, [{ type: 'text', text: 'Your answer was cut off. Go on where you stopped.' }]);
      else if (message.stop_reason !== 'pause_turn' && told.length === 0) {
        talking = false;
        return { ok: true, reason: null, message: said };
      }
    }
  }

  async function answerCalls(
    calls: Anthropic.ToolUseBlock[],
    signal: AbortSignal,
  ): Promise<Anthropic.ToolResultBlockParam[]> {
    waitsFor = 'tool';
    const results: Anthropic.ToolResultBlockParam[] = [];
    for (const { id, name, input } of calls) {
      const given = input as Record<string, unknown>;
      await run.hold();
      run.onActivity(describeTool(name, given, run.cwd));
      const outcome = signal.aborted
        ? { text: 'Stopped before it was done.', isError: true }
        : await useTool({ ...run, signal }, policy, name, given);
      results.push({
        type: 'tool_result',
        tool_use_id: id,
        content: outcome.text,
        ...(outcome.isError ? { is_error: true } : {}),
      });
    }
    events.results(results);
    return results;
  }

  return {
    pid: null,
    engineVersion: version,
    sessionId: run.sessionId,
    resumed: false,
    billing: 'api',
    tell: (message) => {
      if (talking) told.push(message);
      return talking;
    },
    say: (text, ids = []) => {
      const taken = turn.then(async (): Promise<Turn> => {
        talking = true;
        cut = new AbortController();
        const taken = await takeTurn(text, ids).catch(
          (error: Error): Verdict => ({ ok: false, reason: 'process_crash', message: error.message }),
        );
        talking = false;
        waitsFor = null;
        const verdict = cut.signal.aborted && !taken.ok ? STALLED : taken;
        events.result(verdict, usage);
        return { quotaUntil: null, ...verdict, usage };
      });
      turn = taken.then(() => {});
      return taken;
    },
    interrupt: () => {
      told.length = 0;
      cut.abort();
    },
    isOpen: () => !whole.aborted,
    waitsFor: () => waitsFor,
    answers: async () => true,
    stop: async () => {
      ended.abort();
      // A question to a person may stay open: the loop ends when it is answered, and nobody hears it.
      await Promise.race([turn, pause(STOP_MS, null, { ref: false })]);
    },
  };
}

const STALLED: Verdict = {
  ok: false,
  reason: 'stalled',
  message: 'It was interrupted: it showed no sign of life.',
};
const STOPPED: Verdict = { ok: false, reason: 'cancelled', message: 'It was stopped by the runner.' };

/** The newest message is marked for the cache, so that each answer reads the conversation before it at a tenth. */
function request(
  run: EngineRun,
  model: string,
  messages: Anthropic.MessageParam[],
): Anthropic.MessageCreateParamsNonStreaming {
  const cache_control = { type: 'ephemeral' as const };
  const marked = messages.map((message, i) => {
    if (i !== messages.length - 1 || typeof message.content === 'string') return message;
    const last = message.content.length - 1;
    return {
      ...message,
      content: message.content.map((block, at) => (at === last ? { ...block, cache_control } : block)),
    };
  }) as Anthropic.MessageParam[];
  const system = `You are a software engineer who works alone on one task in a git repository, with the tools you are given.\nWorking directory: ${run.cwd}\n\n${run.systemPrompt}`;
  return {
    model,
    max_tokens: MAX_TOKENS,
    system: [{ type: 'text', text: system, cache_control }],
    tools: run.tools === 'reading' ? TOOLS.filter(({ name }) => READING.has(name)) : TOOLS,
    messages: marked,
  };
}

/** Messages must alternate: what is heard after an interrupted turn joins the one before. */
function hear(messages: Anthropic.MessageParam[], content: Anthropic.ContentBlockParam[]): void {
  const last = messages.at(-1);
  if (last?.role === 'user' && typeof last.content !== 'string') last.content.push(...content);
  else messages.push({ role: 'user', content });
}

const tokensOf = ({ usage }: Anthropic.Message) => ({
  input: usage.input_tokens,
  output: usage.output_tokens,
  cacheRead: usage.cache_read_input_tokens ?? 0,
  cacheWrite: usage.cache_creation_input_tokens ?? 0,
});
