import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClaudeProcess, type ClaudeProcessOptions } from './claude-process';
import { fileName, logLine } from './process-log';

export interface SessionOptions {
  /** What the session is called, such as `parallel-analysis`. */
  patternName: string;
  /** Default: the current folder. */
  workingDir?: string;
}

type ProcessOptions = Partial<Omit<ClaudeProcessOptions, 'prompt' | 'processId'>>;

/** Processes that belong together: one folder to work in, one folder of logs. */
export class OrchestratorSession {
  readonly patternName: string;
  readonly workingDir: string;
  readonly sessionId: string;
  /** `<workingDir>/.claude/runtime/logs/<sessionId>/`: session.log, and a log for each process. */
  readonly logDir: string;
  private made = 0;

  /** Makes the folder of logs. Throws where it cannot be written. */
  constructor(given: string | SessionOptions, more: Omit<SessionOptions, 'patternName'> = {}) {
    const { patternName, workingDir = '.' } =
      typeof given === 'string' ? { patternName: given, ...more } : given;
    this.patternName = patternName;
    this.workingDir = resolve(workingDir);
    this.sessionId = `${fileName(patternName)}_${stamp()}_${randomBytes(3).toString('hex')}`;
    const runtime = join(this.workingDir, '.claude', 'runtime');
    this.logDir = join(runtime, 'logs', this.sessionId);
    mkdirSync(this.logDir, { recursive: true, mode: 0o700 });
    // An agent that adds all files to a commit does not add its own log.
    const ignore = join(runtime, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
    this.log(`session ${this.sessionId} in ${this.workingDir}`);
  }

  /** A process of this session; its id is `p1`, `p2` and so on where none is given. Throws as ClaudeProcess does. */
  createProcess(
    prompt: string,
    processId = `p${this.made + 1}`,
    options: ProcessOptions = {},
  ): ClaudeProcess {
    this.made++;
    const made = new ClaudeProcess({
      workingDir: this.workingDir,
      logDir: this.logDir,
      ...options,
      prompt,
      processId,
    });
    this.log(`process ${processId}${options.model ? `, model ${options.model}` : ''}`);
    return made;
  }

  /** Adds a line to session.log, with its time. */
  log(text: string): void {
    appendFileSync(join(this.logDir, 'session.log'), logLine(text), { mode: 0o600 });
  }
}

/** The time as `20261122_131500`, in UTC. */
const stamp = () => new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_');
