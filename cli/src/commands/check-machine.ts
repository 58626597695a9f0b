import type { Finding } from '@/contract/runner';
import { env } from '../config/env';
import { readFolder } from '../config/read-folder';
import { loadConnection } from '../config/store';
import { colors } from '../terminal/colors';
import { EXIT, Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import type { DoctorOptions } from './doctor';

const WORDS = { ok: 'PASS', warning: 'WARN', error: 'FAIL' } as const;

/** Tries everything this machine needs and prints what it found, mending before what may be mended; sets the exit code. */
export async function checkMachine(options: DoctorOptions): Promise<void> {
  const fixed = options.fix ? await mended(options) : [];
  const { stored, connection } = connected();
  const directory = readFolder(options.dir ?? stored?.connection.directory ?? process.cwd());
  const [{ machineReport }, { serverFindings }] = await Promise.all([
    import('../doctor/machine-report'),
    import('../doctor/server-findings'),
  ]);
  const [report, server] = await Promise.all([
    machineReport({ directory, apiKey: env.ANTHROPIC_API_KEY ?? null }),
    stored ? serverFindings(stored) : [],
  ]);
  const findings = [...report.findings, connection, ...server];
  if (findings.some(({ level }) => level === 'error')) process.exitCode = EXIT.failure;
  if (options.json) return printJson({ data: { ...report, findings, fixed } });
  for (const sentence of fixed) {
    process.stdout.write(colors.cyan('FIXED'));
    print(` ${sentence}`);
  }
  for (const { level, message, fix } of findings) {
    const paint = level === 'ok' ? colors.green : level === 'warning' ? colors.yellow : colors.red;
    process.stdout.write(paint(WORDS[level]));
    print(`  ${message}${level !== 'ok' && fix ? `\n      Fix: ${fix}` : ''}`);
  }
}

async function mended({ dir }: DoctorOptions): Promise<string[]> {
  const { fixMachine } = await import('../doctor/fix-machine');
  return fixMachine(() => readFolder(dir ?? connected().stored?.connection.directory ?? process.cwd()));
}

function connected(): { stored: ReturnType<typeof loadConnection>; connection: Finding } {
  try {
    const stored = loadConnection();
    if (stored)
      return {
        stored,
        connection: { code: 'connection', level: 'ok', message: `Connected to ${stored.connection.url}` },
      };
    return {
      stored,
      connection: {
        code: 'connection',
        level: 'error',
        message: 'This machine is not connected.',
        fix: 'Run the command that the Connect page of your dashboard shows.',
      },
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const fix = /^F.*_NOT_PRIVATE$/.test(error.code) ? 'agent-orchestrator doctor --fix' : 'Connect again.';
    return { stored: null, connection: { code: 'connection', level: 'error', message: error.message, fix } };
  }
}
