import net from 'node:net';

export interface Answer {
  status: number;
  body: string;
}
interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * One kept-alive connection that speaks just enough HTTP/1.1: a request at a time. Node's own client costs
 * as much as the server it measures, and both share the machine.
 */
export class Connection {
  private seen: Buffer = Buffer.alloc(0);
  private waiting?: Waiting;

  private constructor(
    private readonly socket: net.Socket,
    private readonly host: string,
  ) {
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true }, () => {
        socket.off('error', reject);
        resolve(new Connection(socket, `127.0.0.1:${port}`));
      });
      socket.once('error', reject);
    });
  }

  /** `headers` are whole lines, each ended by CRLF. */
  request(method: string, path: string, headers = '', body: string | Uint8Array = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      const head = `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${headers}`;
      if (method === 'GET') this.socket.write(`${head}\r\n`);
      else if (typeof body === 'string')
        this.socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      else {
        this.socket.cork();
        this.socket.write(`${head}content-length: ${body.length}\r\n\r\n`);
        this.socket.write(body);
        this.socket.uncork();
      }
    });
  }

  /** As `request`, with JSON both ways; rejects where the answer is no success. */
  async json(
    method: string,
    path: string,
    headers: string,
    body?: unknown,
  ): Promise<Record<string, unknown>> {
    const type = body === undefined ? '' : 'content-type: application/json\r\n';
    const answer = await this.request(
      method,
      path,
      headers + type,
      body === undefined ? '' : JSON.stringify(body),
    );
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
    return (JSON.parse(answer.body) as { data: Record<string, unknown> }).data;
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    this.seen = this.seen.length === 0 ? bytes : Buffer.concat([this.seen, bytes]);
    const end = this.seen.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.seen.toString('latin1', 0, end);
    const body = bodyOf(head, this.seen.subarray(end + 4));
    if (body === undefined) return;
    const { waiting } = this;
    this.seen = Buffer.alloc(0);
    this.waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}

/** The body as far as it is here, or undefined where some of it is still to come. */
function bodyOf(head: string, rest: Buffer): string | undefined {
  const [, length] = head.match(/\r\ncontent-length: (\d+)/i) ?? [];
  if (length !== undefined)
    return rest.length < Number(length) ? undefined : rest.toString('utf8', 0, Number(length));
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return '';
  let text = '';
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(rest.toString('latin1', at, line), 16);
    at = line + 2 + size + 2;
    if (rest.length < at) return undefined;
    if (size === 0) return text;
    text += rest.toString('utf8', line + 2, line + 2 + size);
  }
}
