import { env } from '../config/env';
import { readFolder } from '../config/read-folder';
import { loadConnection } from '../config/store';
import { colors } from '../terminal/colors';
import { EXIT } from '../terminal/failure';
import { print, printJson } from '../terminal/say';

const WORDS = { ok: 'PASS', warning: 'WARN', error: 'FAIL' } as const;

/** Tries everything this machine needs and prints what it found; sets the exit code. */
export async function checkMachine(options: { dir?: string; json?: boolean }): Promise<void> {
  const stored = loadConnection();
  const directory = readFolder(options.dir ?? stored?.connection.directory ?? process.cwd());
  const [{ machineReport }, { serverFindings }] = await Promise.all([
    import('../doctor/machine-report'),
    import('../doctor/server-findings'),
  ]);
  const [report, server] = await Promise.all([
    machineReport({ directory, apiKey: env.ANTHROPIC_API_KEY ?? null }),
    stored ? serverFindings(stored) : [],
  ]);
  const connected = stored
    ? { code: 'connection', level: 'ok' as const, message: `Connected to ${stored.connection.url}` }
    : {
        code: 'connection',
        level: 'error' as const,
        message: 'This machine is not connected.',
        fix: 'Run the command that the Connect page of your dashboard shows.',
      };
  const findings = [...report.findings, connected, ...server];
  if (findings.some(({ level }) => level === 'error')) process.exitCode = EXIT.failure;
  if (options.json) return printJson({ data: { ...report, findings } });
  for (const { level, message, fix } of findings) {
    const paint = level === 'ok' ? colors.green : level === 'warning' ? colors.yellow : colors.red;
    process.stdout.write(paint(WORDS[level]));
    print(`  ${message}${level !== 'ok' && fix ? `\n      Fix: ${fix}` : ''}`);
  }
}
