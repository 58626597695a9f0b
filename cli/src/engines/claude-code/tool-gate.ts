import { askQuestions } from '../ask-person';
import type { EngineRun } from '../engine';
import { createToolPolicy, READING, WRITING } from '../tool-policy';
import { type ControlHandlers, denyByHook } from './control';

/** The hook asked before each tool that touches files, sub-agents' included. Its own patience is longer than the gate's. */
export const GATE_HOOKS = {
  PreToolUse: [{ matcher: [...WRITING, ...READING].join('|'), hookCallbackIds: ['gate'], timeout: 90 }],
};

/**
 * Answers Claude Code's questions. A writing tool needs both: the hook's pass, which is remembered by the call's
 * id, and then the permission. So a client that never asked the hook does not write either.
 */
export function createToolGate(run: EngineRun): ControlHandlers {
  const policy = createToolPolicy(run);
  const passed = new Set<string>();
  return {
    hook: async (_callbackId, input) => {
      const call = input.tool_input as Record<string, unknown> | undefined;
      const named = call?.file_path ?? call?.notebook_path;
      const reads = READING.has(String(input.tool_name));
      const permit = reads ? policy.mayRead(named ?? call?.path) : await policy.mayWrite(named);
      if (!permit.allow) return denyByHook(permit.reason);
      if (!reads) passed.add(String(input.tool_use_id));
      return {};
    },
    canUseTool: async (tool, input, toolUseId) => {
      if (tool === 'AskUserQuestion') {
        const asked = await askQuestions(input, run);
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
