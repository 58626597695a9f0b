import { env } from '@/lib/env';
import { setTracing, tracing } from '@/lib/tracing';
import { VERSION } from '@/lib/version';

/**
 * Begins to send spans to OTEL_EXPORTER_OTLP_ENDPOINT; does nothing where that is not set, not even load what it takes.
 * The other settings of OpenTelemetry (headers, sampler) are read by its own packages.
 */
export async function startTracing(): Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT || tracing()) return;
  const [api, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': env().OTEL_SERVICE_NAME,
      'service.version': VERSION,
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  setTracing({ api, tracer: provider.getTracer('agent-orchestrator', VERSION) }, async () => {
    await provider.shutdown().catch(() => {});
    api.trace.disable();
    api.context.disable();
    api.propagation.disable();
  });
}
