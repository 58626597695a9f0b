import { randomUUID } from 'node:crypto';
import type { ClaimAnswer } from '@/contract/claim';
import { PROTOCOL } from '@/contract/protocol';
import { Connection } from './connection';

type Work = NonNullable<ClaimAnswer['assignment']>;

const REPORT = {
  hostname: 'bench',
  os: 'linux',
  arch: 'x64',
  cliVersion: '0.1.0',
  nodeVersion: process.version,
  gitVersion: null,
  engines: [],
  sandbox: { kind: 'none', detail: 'bench' },
  directory: '/srv',
  findings: [],
};
const RESULT = JSON.stringify({
  outcome: 'succeeded',
  reason: null,
  message: 'Done.',
  baseSha: null,
  headSha: null,
  mergedSha: null,
  changes: null,
  checks: [],
  usage: {
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    costMicros: 0,
    turns: 0,
    model: null,
  },
  logBytes: 0,
  logDigest: '0'.repeat(64),
});
const START = JSON.stringify({
  engine: 'claude-code',
  engineVersion: null,
  engineSessionId: null,
  model: null,
  sandbox: 'none',
  billing: 'none',
  branch: null,
  baseSha: null,
});
const JSON_TYPE = 'content-type: application/json\r\n';

/** A machine that speaks the protocol over one connection. */
export class Runner {
  private headers: string;
  private projectsVersion = '';

  private constructor(
    private readonly connection: Connection,
    token: string,
    private readonly projectId: string,
  ) {
    this.headers = `authorization: Bearer ${token}\r\nao-protocol: ${PROTOCOL}\r\n`;
  }

  /** Connects and opens a session for one agent at a time. */
  static async open(port: number, token: string, projectId: string): Promise<Runner> {
    const runner = new Runner(await Connection.open(port), token, projectId);
    const opened = await runner.connection.json('POST', '/api/runner/sessions', runner.headers, {
      instanceId: randomUUID(),
      protocol: PROTOCOL,
      features: [],
      maxConcurrent: 1,
      activeAgents: [],
      report: REPORT,
    });
    runner.headers += `ao-session: ${opened.sessionEpoch}\r\n`;
    runner.projectsVersion = opened.projectsVersion as string;
    return runner;
  }

  /** Waits for work (milliseconds); null where there was none. */
  async claim(waitMs: number): Promise<Work | null> {
    const answer = await this.connection.json('POST', '/api/runner/claims', this.headers, {
      claimId: randomUUID(),
      waitMs,
      projects: [this.projectId],
      projectsVersion: this.projectsVersion,
      labels: [],
      engines: ['claude-code'],
    });
    return answer.assignment as Work | null;
  }

  async start({ agentId, token }: Work): Promise<void> {
    const answer = await this.connection.request(
      'POST',
      `/api/runner/agents/${agentId}/start`,
      `authorization: Bearer ${token}\r\n${JSON_TYPE}`,
      START,
    );
    if (answer.status !== 200) throw new Error(`start: ${answer.status} ${answer.body.slice(0, 300)}`);
  }

  /** Reports success with an empty log; answers where the task stands now. */
  async finish({ agentId, token }: Work): Promise<string> {
    const path = `/api/runner/agents/${agentId}/result`;
    const headers = `authorization: Bearer ${token}\r\n${JSON_TYPE}`;
    const answer = await this.connection.request('PUT', path, headers, RESULT);
    if (answer.status !== 200) throw new Error(`result: ${answer.status} ${answer.body.slice(0, 300)}`);
    return (JSON.parse(answer.body) as { data: { taskStatus: string } }).data.taskStatus;
  }

  close(): void {
    this.connection.close();
  }
}
