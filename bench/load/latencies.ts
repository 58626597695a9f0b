import { Connection } from './connection';

export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  headers?: string;
  body?: unknown;
}

/** Milliseconds that each of some requests took, one after the other on one connection; a few before do not count. */
export async function latencies(port: number, times: number, ask: (n: number) => Asked): Promise<number[]> {
  const connection = await Connection.open(port);
  const all: number[] = [];
  const warmUp = Math.ceil(times / 5);
  for (let n = 0; n < times + warmUp; n++) {
    const { method, path, headers = '', body } = ask(n);
    const type = body === undefined ? '' : 'content-type: application/json\r\n';
    const began = performance.now();
    const answer = await connection.request(
      method,
      path,
      headers + type,
      body === undefined ? '' : JSON.stringify(body),
    );
    if (n >= warmUp) all.push(performance.now() - began);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
  }
  connection.close();
  return all;
}
