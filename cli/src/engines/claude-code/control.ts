import type { StreamEvent } from './parse-line';

type Request = Extract<StreamEvent, { kind: 'control_request' }>;
type Response = Extract<StreamEvent, { kind: 'control_response' }>;
export type ControlAnswer = Record<string, unknown>;

/** What the runner answers by itself. Each may take its time; a rejection is answered as a refusal. */
export interface ControlHandlers {
  hook(callbackId: string, input: Record<string, unknown>): Promise<ControlAnswer>;
  canUseTool(tool: string, input: Record<string, unknown>, toolUseId: string): Promise<ControlAnswer>;
}

export interface Control {
  /** Asks the client something. Rejects with its error, or when it does not answer within `timeoutMs`. */
  request(
    subtype: string,
    body: Record<string, unknown>,
    timeoutMs: number,
  ): Promise<Record<string, unknown>>;
  onRequest(event: Request): void;
  onResponse(event: Response): void;
  /** The client withdrew a question: its answer is no longer sent. */
  onCancel(id: string): void;
  /** The process is gone: whoever waits is told. */
  close(): void;
}

const REFUSAL = 'The runner could not decide, so this is refused.';

/** The control protocol of Claude Code over its stdin and stdout. `send` writes one JSON line. */
export function openControl(send: (message: object) => void, handlers: ControlHandlers): Control {
  const waiting = new Map<
    string,
    { done: (response: Record<string, unknown>) => void; fail: (error: Error) => void }
  >();
  const withdrawn = new Set<string>();
  let asked = 0;

  const answer = (id: string, response: ControlAnswer) => {
    if (!withdrawn.delete(id))
      send({ type: 'control_response', response: { subtype: 'success', request_id: id, response } });
  };
  const refuse = (id: string, error: string) =>
    send({ type: 'control_response', response: { subtype: 'error', request_id: id, error } });

  return {
    request: (subtype, body, timeoutMs) =>
      new Promise((done, fail) => {
        const id = `runner-${++asked}`;
        const timer = setTimeout(() => {
          waiting.delete(id);
          fail(new Error(`Claude Code did not answer ${subtype} within ${timeoutMs} ms`));
        }, timeoutMs);
        const settled =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            then(value);
          };
        waiting.set(id, { done: settled(done), fail: settled(fail) });
        send({ type: 'control_request', request_id: id, request: { ...body, subtype } });
      }),
    onRequest: ({ id, request }) => {
      const input = objectAt(request, 'input');
      if (request.subtype === 'hook_callback') {
        // An error here would let the tool run: a refusal has to be a proper answer.
        handlers.hook(String(request.callback_id), input).then(
          (response) => answer(id, response),
          () => answer(id, denyByHook(REFUSAL)),
        );
      } else if (request.subtype === 'can_use_tool') {
        handlers.canUseTool(String(request.tool_name), input, String(request.tool_use_id)).then(
          (response) => answer(id, response),
          () => answer(id, { behavior: 'deny', message: REFUSAL }),
        );
      } else {
        refuse(id, `Unsupported request: ${request.subtype}`);
      }
    },
    onResponse: ({ id, ok, response, error }) => {
      const pending = waiting.get(id);
      waiting.delete(id);
      if (ok) pending?.done(response);
      else pending?.fail(new Error(error || 'Claude Code refused the request'));
    },
    onCancel: (id) => void withdrawn.add(id),
    close: () => {
      for (const { fail } of waiting.values()) fail(new Error('Claude Code has ended'));
      waiting.clear();
    },
  };
}

/** A PreToolUse answer that stops the call and tells the model why. */
export const denyByHook = (reason: string): ControlAnswer => ({
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'deny',
    permissionDecisionReason: reason,
  },
});

function objectAt(from: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = from[key];
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}
