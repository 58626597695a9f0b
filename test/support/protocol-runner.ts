import { createHash, randomUUID } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Assignment } from '@/contract/claim';
import { type Proven, type ReceiptClaims, receiptClaims } from '@/contract/receipt';
import type { RunnerReport } from '@/contract/runner';

type Json = Record<string, unknown>;
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what they get
  data: any;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what they get
  error: any;
  headers: Headers;
}

/** Sends JSON or bytes to the API and answers whatever came back. */
export async function send(
  url: string,
  method: string,
  path: string,
  options: { body?: unknown; bytes?: Uint8Array; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const body = options.bytes ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const type = options.bytes ? 'application/octet-stream' : 'application/json';
  const response = await fetch(new URL(path, url), {
    method,
    body: body as BodyInit | undefined,
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...options.headers },
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
  return { status: response.status, data: json.data ?? json, error: json.error, headers: response.headers };
}

export const REPORT: RunnerReport = {
  hostname: 'testhost',
  os: 'linux',
  arch: 'x64',
  cliVersion: '0.1.0',
  nodeVersion: process.version,
  gitVersion: '2.39',
  engines: [{ engine: 'claude-code', available: true, version: '2.1.329', auth: 'api-key' }],
  sandbox: { kind: 'none', detail: 'test' },
  directory: '/tmp',
  findings: [],
};
export const NO_USAGE = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costMicros: 0,
  turns: 0,
  model: null,
};

/** What a commit changes that touches one file. */
export const changeOf = (path: string) => ({
  files: [{ path, status: 'modified', additions: 1, deletions: 0, binary: false }],
  patch: '',
  truncated: false,
});

/** A log frame as the protocol writes it. */
export function frame(stream: 1 | 2 | 3 | 4, text: string | Uint8Array, at = 1_700_000_000_000): Buffer {
  const bytes = Buffer.from(text as string);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(bytes.length, 0);
  head.writeUInt8(stream, 4);
  head.writeBigInt64BE(BigInt(at), 5);
  return Buffer.concat([head, bytes]);
}

const hash = (...parts: Uint8Array[]) => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest();
};

/** The chain digest of chunks that follow one another. */
export function chainDigest(chunks: Uint8Array[]): string {
  let digest: Uint8Array = Buffer.alloc(32);
  let off = 0;
  for (const chunk of chunks) {
    const place = Buffer.alloc(12);
    place.writeBigUInt64BE(BigInt(off), 0);
    place.writeUInt32BE(chunk.length, 8);
    digest = hash(digest, place, hash(chunk));
    off += chunk.length;
  }
  return Buffer.from(digest).toString('hex');
}

/** A machine that speaks the protocol by hand: every call is a real request. */
export class ProtocolRunner {
  runnerId = '';
  key!: CryptoKey;
  private token = '';
  epoch = 0;
  projects: { id: string }[] = [];
  projectsVersion = '';

  constructor(readonly url: string) {}

  /** Enrols with a one-time token made through the API. */
  async connect(name = 'laptop', headers: Record<string, string> = {}): Promise<this> {
    const enrollment = await send(this.url, 'POST', '/api/enrollments', { body: { name }, headers });
    return this.connectBy(enrollment.data.token, name);
  }

  /** Enrols with a one-time token that somebody made. */
  async connectBy(enrollmentToken: string, name = 'laptop', report = REPORT): Promise<this> {
    const made = await this.enrollWith(enrollmentToken, name, report);
    if (made.status !== 201) throw new Error(`enrolment: ${JSON.stringify(made.error)}`);
    this.runnerId = made.data.runnerId;
    const token = await send(this.url, 'POST', '/api/runner/token', {
      body: { assertion: await this.assertion() },
    });
    if (token.status !== 200) throw new Error(`token: ${JSON.stringify(token.error)}`);
    this.token = token.data.accessToken;
    return this;
  }

  async enrollWith(token: string, name = 'laptop', report = REPORT): Promise<Answer> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    this.key = privateKey;
    const { kty, crv, x } = await exportJWK(publicKey);
    const headers = { authorization: `Bearer ${token}` };
    return send(this.url, 'POST', '/api/runner/runners', {
      body: { name, publicJwk: { kty, crv, x }, report },
      headers,
    });
  }

  async assertion(
    overrides: { audience?: string; lifetime?: number; claims?: Json } = {},
    key = this.key,
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ jti: randomUUID(), ...overrides.claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.runnerId)
      .setSubject(this.runnerId)
      .setAudience(overrides.audience ?? this.url)
      .setIssuedAt(now)
      .setExpirationTime(now + (overrides.lifetime ?? 60))
      .sign(key);
  }

  /** Opens a session and says that every project is fine here. */
  async open(
    activeAgents: string[] = [],
    maxConcurrent = 10,
    features = ['pause'],
    report = REPORT,
  ): Promise<Answer> {
    const opened = await this.call('POST', '/api/runner/sessions', {
      instanceId: randomUUID(),
      protocol: '1.0',
      features,
      maxConcurrent,
      activeAgents,
      report,
    });
    if (opened.status === 201) {
      this.epoch = opened.data.sessionEpoch;
      await this.serveAll();
    }
    return opened;
  }

  async serveAll(): Promise<void> {
    const listed = await this.call('POST', '/api/runner/projects', { reports: [] });
    this.projects = listed.data.projects;
    this.projectsVersion = listed.data.projectsVersion;
    await this.call('POST', '/api/runner/projects', {
      reports: this.projects.map(({ id }) => ({ projectId: id, state: 'ok', detail: '' })),
    });
  }

  /** What its calls send along. */
  credentials(): Record<string, string> {
    return {
      authorization: `Bearer ${this.token}`,
      'ao-protocol': '1.0',
      ...(this.epoch ? { 'ao-session': String(this.epoch) } : {}),
    };
  }

  call(method: string, path: string, body?: unknown): Promise<Answer> {
    return send(this.url, method, path, { body, headers: this.credentials() });
  }

  /** A call of the machine itself with a raw body. */
  bytes(method: string, path: string, bytes: Uint8Array, headers: Record<string, string>): Promise<Answer> {
    const own = {
      authorization: `Bearer ${this.token}`,
      'ao-protocol': '1.0',
      'ao-session': String(this.epoch),
    };
    return send(this.url, method, path, { bytes, headers: { ...own, ...headers } });
  }

  claim(waitMs = 0, claimId = randomUUID(), more: Json = {}): Promise<Answer> {
    return this.call('POST', '/api/runner/claims', {
      claimId,
      waitMs,
      projects: this.projects.map((p) => p.id),
      projectsVersion: this.projectsVersion,
      labels: [],
      engines: ['claude-code'],
      ...more,
    });
  }

  /** Claims, or fails the test where there is no work. */
  async mustClaim(waitMs = 2_000): Promise<Assignment> {
    const claimed = await this.claim(waitMs);
    if (!claimed.data.assignment)
      throw new Error(`no work: ${JSON.stringify(claimed.error ?? claimed.data)}`);
    return claimed.data.assignment;
  }

  /** A call of a live agent, with its own token. */
  as(assignment: Assignment, method: string, call: string, body?: unknown): Promise<Answer> {
    return send(this.url, method, `/api/runner/agents/${assignment.agentId}/${call}`, {
      body,
      headers: { authorization: `Bearer ${assignment.token}` },
    });
  }

  heartbeatWith(assignment: Assignment, seq = 1, more: Json = {}): Promise<Answer> {
    return this.as(assignment, 'POST', 'heartbeat', {
      seq,
      phase: 'work',
      activity: null,
      usage: null,
      ...more,
    });
  }

  append(
    assignment: Assignment,
    off: number,
    bytes: Uint8Array,
    digest = hash(bytes).toString('hex'),
  ): Promise<Answer> {
    return send(this.url, 'PUT', `/api/runner/agents/${assignment.agentId}/logs?off=${off}`, {
      bytes,
      headers: { authorization: `Bearer ${assignment.token}`, 'ao-sha256': digest },
    });
  }

  begin(assignment: Assignment): Promise<Answer> {
    return this.as(assignment, 'POST', 'start', {
      engine: 'claude-code',
      engineVersion: '2.1.329',
      engineSessionId: randomUUID(),
      model: null,
      sandbox: 'none',
      billing: 'api',
      branch: assignment.branch,
      baseSha: 'a'.repeat(40),
    });
  }

  /** What it has proven, signed by its key or by another; `alter` changes what is signed. */
  async receipt(
    assignment: Assignment,
    checks: object[],
    alter: (claims: ReceiptClaims) => void = () => {},
    key = this.key,
  ): Promise<string> {
    const { taskId, taskRef, agentId, attempt, kind, headSha } = assignment;
    const { x } = await exportJWK(this.key);
    const proven = { task: taskId, ref: taskRef, agent: agentId, attempt, kind, runner: this.runnerId };
    const rest = { commit: headSha, base: 'a'.repeat(40), checks, flags: [], at: 1_800_000_000 };
    const claims = receiptClaims({ ...proven, ...rest } as Proven, (text) =>
      hash(Buffer.from(text)).toString('hex'),
    );
    alter(claims);
    return new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'ao-signed+jwt', kid: `aok_${x}` })
      .sign(key);
  }

  /** Finishes with no log unless chunks say otherwise. */
  finish(assignment: Assignment, result: Json = {}, chunks: Uint8Array[] = []): Promise<Answer> {
    return this.as(assignment, 'PUT', 'result', {
      outcome: 'succeeded',
      reason: null,
      message: 'Done.',
      baseSha: 'a'.repeat(40),
      headSha: assignment.kind === 'work' ? 'b'.repeat(40) : assignment.headSha,
      mergedSha: assignment.kind === 'merge' ? assignment.headSha : null,
      changes: assignment.kind === 'work' ? changeOf('src/sum.js') : null,
      checks: [],
      usage: NO_USAGE,
      logBytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
      logDigest: chainDigest(chunks),
      ...result,
    });
  }
}

export const PASSING_TEST = {
  name: 'test',
  kind: 'test',
  argv: ['npm', 'test'],
  status: 'passed',
  exitCode: 0,
  durationMs: 5,
  testsRun: 3,
  outputTail: 'ok',
};
