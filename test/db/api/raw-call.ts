import { request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what they get
  json: any;
}

/** One HTTP request exactly as written: any path, any header, any bytes. Closes a stream after the first `takeMs`. */
export function rawCall(
  base: string,
  method: string,
  path: string,
  {
    headers = {},
    body,
    takeMs,
  }: { headers?: Record<string, string>; body?: string | Buffer; takeMs?: number } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        const done = () => {
          const text = Buffer.concat(pieces).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: asJson(text) });
          sent.destroy();
        };
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', done);
        if (takeMs !== undefined) setTimeout(done, takeMs);
      },
    );
    // The server may answer and close before it has taken a body that is too large.
    sent.on('error', (error) => setTimeout(() => reject(error), 200));
    sent.end(body);
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
