import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A Claude Code that writes down what it prints. */
export interface Recorder {
  /** For `CLAUDE_BIN`. */
  binary: string;
  /** For `CLAUDE_CONFIG_DIR`: the only folder that the sandbox lets it write besides the worktree. */
  configFolder: string;
  /** The bytes that each agent's process has printed, by nobody's account but its own. */
  recordings(): Uint8Array[];
}

// Beside the real binary, because a sandbox may show it nothing but its own folder.
const WRAPPER = `#!/usr/bin/env node
const { spawn } = require('node:child_process');
const { openSync, writeSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const child = spawn(join(__dirname, 'claude-itself'), args, { stdio: ['inherit', 'pipe', 'inherit'] });
const session = args[args.indexOf('--session-id') + 1];
let record = null;
if (args.includes('--session-id')) {
  const folder = join(process.env.CLAUDE_CONFIG_DIR, 'recorded');
  mkdirSync(folder, { recursive: true });
  record = openSync(join(folder, session + '.stdout'), 'a');
}
child.stdout.on('data', (bytes) => {
  if (record !== null) writeSync(record, bytes);
  process.stdout.write(bytes);
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => { console.error(error.message); process.exitCode = 127; });
child.on('close', (code, signal) => { process.exitCode = code ?? (signal === 'SIGTERM' ? 143 : 1); });
`;

/** Puts a recording wrapper around the real binary into \`folder\`. */
export function recordClaude(real: string, folder: string): Recorder {
  const bin = path.join(folder, 'claude');
  const configFolder = path.join(folder, 'claude-settings');
  mkdirSync(bin, { recursive: true, mode: 0o755 });
  mkdirSync(configFolder, { mode: 0o700 });
  const itself = path.join(bin, 'claude-itself');
  try {
    linkSync(real, itself);
  } catch {
    copyFileSync(real, itself);
  }
  const binary = path.join(bin, 'claude');
  writeFileSync(binary, WRAPPER, { mode: 0o755 });
  return {
    binary,
    configFolder,
    recordings: () => {
      const recorded = path.join(configFolder, 'recorded');
      return readdirSync(recorded).map((name) => new Uint8Array(readFileSync(path.join(recorded, name))));
    },
  };
}
