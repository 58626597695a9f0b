import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch, hostname, platform, release } from 'node:os';
import type { RunnerReport } from '@/contract/runner';
import { configFolder, stateFolder } from '../config/folders';
import { VERSION } from '../config/version';
import { probeEngines } from '../engines/choose-engine';
import { probeSandbox } from '../workspace/sandbox';
import {
  directoryFindings,
  diskFinding,
  engineFindings,
  gitFindings,
  nodeFinding,
  sandboxFinding,
} from './findings';
import { folderFindings } from './folder-findings';

/** What this machine is and has, with what is good and what is not. Makes no network request. */
export async function machineReport(given: {
  directory: string;
  apiKey: string | null;
}): Promise<RunnerReport> {
  const { directory, apiKey } = given;
  const gitVersion = findGit();
  const state = stateFolder();
  const folders = folderFindings(configFolder(), state);
  const [engines, sandbox] = await Promise.all([probeEngines({ apiKey }), probeSandbox()]);
  return {
    hostname: hostname().slice(0, 255),
    os: `${platform()} ${release()}`.slice(0, 60),
    arch: arch(),
    cliVersion: VERSION,
    nodeVersion: process.version,
    gitVersion,
    engines,
    sandbox: { kind: sandbox.kind, detail: sandbox.detail.slice(0, 300) },
    directory,
    findings: [
      nodeFinding(process.version),
      ...gitFindings(gitVersion),
      ...engineFindings(engines),
      sandboxFinding(sandbox),
      ...directoryFindings(directory),
      ...folders,
      ...(existsSync(state) ? [diskFinding(state)] : []),
    ],
  };
}

function findGit(): string | null {
  try {
    const text = execFileSync('git', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\d+\.\d+[\w.-]*/.exec(text)?.[0]?.slice(0, 60) ?? null;
  } catch {
    return null;
  }
}
