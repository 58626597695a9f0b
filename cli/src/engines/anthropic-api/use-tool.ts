import { askQuestions } from '../ask-person';
import type { EngineRun } from '../engine';
import { type ToolPolicy, WRITING } from '../tool-policy';
import { bashTool, globTool, grepTool } from './command-tools';
import { editTool, readTool, writeTool } from './file-tools';

export interface ToolOutcome {
  text: string;
  isError: boolean;
}

/** Performs one call after the gate and the policy had their say. Never rejects: what went wrong is told to the model. */
export async function useTool(
  run: EngineRun,
  policy: ToolPolicy,
  name: string,
  input: Record<string, unknown>,
): Promise<ToolOutcome> {
  try {
    const permit = WRITING.has(name)
      ? await policy.mayWrite(input.file_path)
      : await policy.mayUse(name, input);
    if (!permit.allow) return { text: permit.reason, isError: true };
  } catch (error) {
    return { text: (error as Error).message, isError: true };
  }
  const outcome = await perform(run, name, input).then(
    (text) => ({ text, isError: false }),
    (error: Error) => ({ text: error.message, isError: true }),
  );
  const undone =
    name === 'Bash' ? await run.afterCommand(String(input.command), outcome.text).catch(() => []) : [];
  return { ...outcome, text: [outcome.text, ...undone].join('\n') };
}

async function perform(run: EngineRun, name: string, input: Record<string, unknown>): Promise<string> {
  switch (name) {
    case 'Bash':
      return bashTool(run, input);
    case 'Read':
      return readTool(run.cwd, input);
    case 'Write':
      return writeTool(run.cwd, input);
    case 'Edit':
      return editTool(run.cwd, input);
    case 'Glob':
      return globTool(run, input);
    case 'Grep':
      return grepTool(run, input);
    case 'AskUserQuestion': {
      const asked = await askQuestions(input, run);
      if ('refused' in asked) throw new Error(asked.refused);
      return `Your questions have been answered: ${Object.entries(asked.answers)
        .map(([question, answer]) => `"${question}"="${answer}"`)
        .join(', ')}`;
    }
    default:
      throw new Error(`There is no tool ${name}.`);
  }
}
