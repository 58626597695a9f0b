import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whoever sends spans of OpenTelemetry there is heard. */
export interface Collector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  url: string;
  /** How long each span of a name took, in milliseconds. */
  took(name: string): number[];
  close(): void;
}

/** Starts one on loopback. */
export async function collectSpans(): Promise<Collector> {
  const took = new Map<string, number[]>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const bytes of request) body += bytes;
    for (const { scopeSpans } of JSON.parse(body).resourceSpans)
      for (const { name, startTimeUnixNano: from, endTimeUnixNano: to } of scopeSpans[0].spans)
        took.set(name, [...(took.get(name) ?? []), (Number(BigInt(to) - BigInt(from)) as number) / 1e6]);
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    took: (name) => took.get(name) ?? [],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
