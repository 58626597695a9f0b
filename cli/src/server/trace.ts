import { createHash, randomBytes } from 'node:crypto';
import { env } from '../config/env';
import { VERSION } from '../config/version';

/** A call to the server, or an answer to an engine, as a span of OpenTelemetry. */
export interface CallSpan {
  /** The header by which the server's spans become its children. */
  traceparent: string;
  end(failed: boolean): void;
}

const SEND_AFTER_MS = 200;
/** More than this while nobody listens is forgotten. */
const MOST = 500;
const waiting: object[] = [];
let timer: NodeJS.Timeout | undefined;

/**
 * Begins a span of this name where OTEL_EXPORTER_OTLP_ENDPOINT is set, else null. All calls of one agent (its wire id) are one trace;
 * any other call is one of its own.
 */
export function beginSpan(name: string, agentId: string | undefined): CallSpan | null {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return null;
  const traceId = agentId?.startsWith('agent_')
    ? createHash('sha256').update(agentId).digest('hex').slice(0, 32)
    : randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const began = Date.now();
  return {
    traceparent: `00-${traceId}-${spanId}-01`,
    end(failed) {
      if (waiting.length < MOST)
        waiting.push({
          traceId,
          spanId,
          name,
          kind: 3,
          startTimeUnixNano: `${began}000000`,
          endTimeUnixNano: `${Date.now()}000000`,
          status: failed ? { code: 2 } : {},
        });
      if (!timer) timer = setTimeout(() => void send(endpoint), SEND_AFTER_MS);
    },
  };
}

/** Spans that nobody takes are lost: they must not hold up the work. */
async function send(endpoint: string): Promise<void> {
  timer = undefined;
  const spans = waiting.splice(0);
  const name = { key: 'service.name', value: { stringValue: 'agent-orchestrator-runner' } };
  const scope = { name: 'agent-orchestrator', version: VERSION };
  const body = { resourceSpans: [{ resource: { attributes: [name] }, scopeSpans: [{ scope, spans }] }] };
  await fetch(`${endpoint.replace(/\/$/, '')}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => {});
}
