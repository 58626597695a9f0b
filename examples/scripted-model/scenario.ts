/** What the model is shown, reduced to what scripts decide by. */
export interface Conversation {
  /** The folder the agent works in, as its client tells the model. */
  cwd: string;
  model: string;
  /** Answers the model has already given: the number of the step it is at. */
  answers: number;
  /** What was said to the model by people and by whoever runs it, oldest first. */
  said: string[];
  /** What people said in the middle of the work, each once a request, oldest first. */
  told: string[];
  /** The tools it has called so far, oldest first. */
  called: ToolCall[];
  /** Results of all tools so far, oldest first. */
  shown: string[];
  /** Results of the tools called last, in order; empty right after a message. */
  results: { text: string; isError: boolean }[];
}

export interface ToolCall {
  name: string;
  input: Record<string, unknown>;
}

/** One answer of the model, or one way of failing to give it. */
export interface Step {
  text?: string;
  thinking?: string;
  tools?: ToolCall[];
  /** Tokens; 1200 in and 80 out unless told. */
  usage?: { input?: number; output?: number; cacheRead?: number; cacheWrite?: number };
  delayMs?: number;
  /** Never answer: the connection stays open until the client leaves. */
  silent?: boolean;
  /** Answer with this HTTP status, for the first `times` requests of this step (always, where it is not told). */
  fail?: {
    status: number;
    times?: number;
    retryAfterS?: number;
    message?: string;
    /** A usage limit of the account that ends in so many seconds, in the words and headers of Anthropic's. */
    limitEndsInS?: number;
  };
}

/** A script for one kind of task. A list says answer by answer what comes; its last one is repeated. */
export interface Scenario {
  /** Chosen by `[scenario:name]` in a prompt, or by the path `/s/name` of the base URL. */
  name: string;
  about: string;
  /** Also chosen where the first prompt matches. */
  prompts?: RegExp;
  steps: Step[] | ((conversation: Conversation) => Step);
}

/**
 * The steps, unless the file read first already holds `done`: an earlier attempt's work may lie in the worktree,
 * and doing it twice would break it.
 */
export const unlessDone =
  (done: string, steps: Step[]): Scenario['steps'] =>
  ({ answers, shown }) => {
    if (answers > 0 && shown[0]?.includes(done))
      return { text: 'The work of the attempt before is complete; nothing to add.' };
    return steps[answers] ?? (steps.at(-1) as Step);
  };

/** `{{cwd}}` in every string of a step becomes the agent's folder. */
export function placeStep<T>(value: T, cwd: string): T {
  if (typeof value === 'string') return value.replaceAll('{{cwd}}', cwd) as T;
  if (Array.isArray(value)) return value.map((each) => placeStep(each, cwd)) as T;
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placeStep(each, cwd)])) as T;
  }
  return value;
}
