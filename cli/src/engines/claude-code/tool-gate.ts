import { beginSpan } from '../../server/trace';
import { askQuestions } from '../ask-person';
import type { EngineRun } from '../engine';
import { questionId } from '../question-id';
import { createToolPolicy, READING, WRITING } from '../tool-policy';
import { type ControlAnswer, type ControlHandlers, denyByHook } from './control';

/** A week in seconds: how long a person may let an agent stand still. */
const HOOK_PATIENCE_S = 604_800;

const LOOK_PATIENCE_S = 120;
const LOOK = [{ matcher: 'Bash', hookCallbackIds: ['look'], timeout: LOOK_PATIENCE_S }];

/** The hooks asked before each call of a tool, and after each command, sub-agents' included; the gate has a patience of its own. */
export const GATE_HOOKS = {
  PreToolUse: [{ matcher: '*', hookCallbackIds: ['gate'], timeout: HOOK_PATIENCE_S }],
  PostToolUse: LOOK,
  PostToolUseFailure: LOOK,
};

/**
 * Answers Claude Code's questions. A writing tool needs both: the hook's pass, which is remembered by the call's
 * id, and then the permission. So a client that never asked the hook does not write either.
 */
export function createToolGate(run: EngineRun, sessionId: string): ControlHandlers {
  const policy = createToolPolicy(run);
  const passed = new Set<string>();
  const decide = async (tool: string, input: Record<string, unknown>): Promise<ControlAnswer> => {
    const reads = READING.has(tool);
    const call = input.tool_input as Record<string, unknown> | undefined;
    const named = call?.file_path ?? call?.notebook_path;
    const permit = reads ? policy.mayRead(named ?? call?.path) : await policy.mayWrite(named);
    if (!permit.allow) return denyByHook(permit.reason);
    if (!reads) passed.add(String(input.tool_use_id));
    return {};
  };
  return {
    hook: async (callbackId, input) => {
      if (callbackId === 'look') return sayAfter(String(input.hook_event_name), await lookAfter(run, input));
      const tool = String(input.tool_name);
      const span = beginSpan(`hook ${tool}`, undefined);
      try {
        await run.hold();
        if (run.signal.aborted) return denyByHook('The agent is being stopped.');
        if (!READING.has(tool) && !WRITING.has(tool)) return {};
        return await decide(tool, input);
      } finally {
        span?.end(false);
      }
    },
    canUseTool: async (tool, input, toolUseId) => {
      if (tool === 'AskUserQuestion') {
        const asked = await askQuestions(input, run, (nth) => questionId(sessionId, toolUseId, nth));
        if ('refused' in asked) return { behavior: 'deny', message: asked.refused };
        return { behavior: 'allow', updatedInput: { ...input, answers: asked.answers } };
      }
      if (WRITING.has(tool)) {
        if (passed.has(toolUseId)) return { behavior: 'allow', updatedInput: input };
        return {
          behavior: 'deny',
          message: 'The file lock of this file was not asked for, so it is not written.',
        };
      }
      const permit = await policy.mayUse(tool, input);
      return permit.allow
        ? { behavior: 'allow', updatedInput: input }
        : { behavior: 'deny', message: permit.reason };
    },
  };
}

/** Looks at what a command did, by what the client says of it: its output, or why it failed. */
const lookAfter = (run: EngineRun, input: Record<string, unknown>): Promise<string[]> => {
  const { command } = (input.tool_input ?? {}) as { command?: unknown };
  return run
    .afterCommand(String(command ?? ''), JSON.stringify(input.tool_response ?? input.error ?? ''))
    .catch(() => []);
};

/** What the model reads beside the result of its command. */
const sayAfter = (hookEventName: string, sentences: string[]): ControlAnswer =>
  sentences.length === 0
    ? {}
    : { hookSpecificOutput: { hookEventName, additionalContext: sentences.join('\n') } };
