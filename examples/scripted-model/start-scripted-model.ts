import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendFailure, sendStep } from './answer';
import { type MessagesRequest, readConversation } from './conversation';
import { placeStep, type Scenario, type Step } from './scenario';
import { SCENARIOS } from './scenarios';

/** One request the server was asked, for tests to look at. */
export interface ModelRequest {
  path: string;
  scenario: string | null;
  /** Number of the step it was answered with; null for side questions (titles, summaries). */
  step: number | null;
  status: number;
  body: MessagesRequest | null;
  auth: { apiKey: string | null; bearer: string | null };
}

export interface ScriptedModel {
  /** Base URL for `ANTHROPIC_BASE_URL`; with a name, the one that always plays that scenario. */
  url(scenario?: string): string;
  requests: ModelRequest[];
  close(): Promise<void>;
}

/**
 * Starts a stand-in for the Anthropic Messages API on 127.0.0.1 (a free port unless told) that plays scenarios.
 * It needs no key and no network. Give `scenarios` to replace those of the example.
 */
export async function startScriptedModel({
  port = 0,
  scenarios = SCENARIOS,
}: {
  port?: number;
  scenarios?: Scenario[];
} = {}): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  const seen = new Map<string, number>();
  let made = 0;
  const nextId = (prefix: string) => `${prefix}script${String(++made).padStart(18, '0')}`;

  const server = createServer((req, res) => {
    answer(req, res).catch((error: Error) => {
      if (!res.headersSent) sendFailure(res, { status: 500, message: error.message }, nextId);
      else res.destroy();
    });
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const [, named = null, path = '/'] = /^(?:\/s\/([\w-]+))?(\/[^?]*)/.exec(req.url ?? '/') ?? [];
    const raw = Buffer.concat(chunks).toString();
    const record: ModelRequest = {
      path,
      scenario: named,
      step: null,
      status: 0,
      body: null,
      auth: authOf(req),
    };
    requests.push(record);
    res.on('close', () => {
      record.status = res.statusCode;
    });
    if (path.endsWith('/v1/messages/count_tokens'))
      return sendJson(res, { input_tokens: Math.ceil(raw.length / 4) });
    if (path.endsWith('/v1/models'))
      return sendJson(res, { data: [], has_more: false, first_id: null, last_id: null });
    if (!path.endsWith('/v1/messages') || req.method !== 'POST') {
      return sendFailure(res, { status: 404, message: `not scripted: ${req.method} ${path}` }, nextId);
    }
    const body = JSON.parse(raw) as MessagesRequest;
    record.body = body;
    const conversation = readConversation(body);
    const scenario = choose(scenarios, named ?? null, conversation.said);
    record.scenario = scenario?.name ?? named;
    if (!scenario)
      return sendFailure(res, { status: 404, message: `no scenario ${named ?? 'for this prompt'}` }, nextId);
    // Titles and summaries are asked without tools: a neutral answer, never a step of the script.
    if (!body.tools?.length)
      return sendStep(res, { text: '{"title":"Scripted task"}' }, body.model, body.stream === true, nextId);

    const { steps } = scenario;
    const scripted =
      typeof steps === 'function' ? steps(conversation) : (steps[conversation.answers] ?? steps.at(-1));
    const step: Step = placeStep(scripted ?? { text: 'Done.' }, conversation.cwd);
    record.step = conversation.answers;
    const key = `${scenario.name}#${conversation.answers}@${conversation.cwd}#${conversation.said[0]}`;
    const tries = (seen.get(key) ?? 0) + 1;
    seen.set(key, tries);
    if (step.delayMs) await new Promise((done) => setTimeout(done, step.delayMs));
    if (step.silent) return;
    if (step.fail && tries <= (step.fail.times ?? Number.POSITIVE_INFINITY))
      return sendFailure(res, step.fail, nextId);
    sendStep(res, step, body.model, body.stream === true, nextId);
  }

  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (scenario) => (scenario ? `${origin}/s/${scenario}` : origin),
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function choose(scenarios: Scenario[], named: string | null, said: string[]): Scenario | undefined {
  const first = said[0] ?? '';
  const marked = named ?? /\[scenario:([\w-]+)\]/.exec(said.join('\n'))?.[1];
  if (marked) return scenarios.find((scenario) => scenario.name === marked);
  return (
    scenarios.find((scenario) => scenario.prompts?.test(first)) ??
    scenarios.find((scenario) => scenario.name === 'nothing')
  );
}

function authOf(req: IncomingMessage): ModelRequest['auth'] {
  const key = req.headers['x-api-key'];
  const bearer = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
  return { apiKey: typeof key === 'string' ? key : null, bearer: bearer ?? null };
}

function sendJson(res: ServerResponse, value: unknown): void {
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}
