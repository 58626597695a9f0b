import { getHealth } from '@/contract/health';
import type { Finding } from '@/contract/runner';
import type { Connection, PrivateJwk } from '../config/store';
import { call } from '../server/call';
import { isFault, type ServerFault } from '../server/server-fault';
import { createTokenSource } from '../server/token';
import { saysHowToConnect } from '../terminal/explain-error';
import { sayPaused } from '../terminal/say-paused';

const SKEW_MAX = 30_000;

/** Whether the server answers, knows this runner, and agrees about the time. */
export async function serverFindings({
  connection,
  key,
}: {
  connection: Connection;
  key: PrivateJwk;
}): Promise<Finding[]> {
  const origin = new URL(connection.url).origin;
  try {
    await call(origin, getHealth, { timeoutMs: 8000 });
  } catch (error) {
    return [
      {
        code: 'server',
        level: 'error',
        message: (error as Error).message.slice(0, 500),
        fix: 'Check that the dashboard runs and that its address is right.',
      },
    ];
  }
  const findings: Finding[] = [{ code: 'server', level: 'ok', message: `${origin} answers.` }];
  const tokens = createTokenSource(origin, connection.runnerId, key);
  try {
    await tokens.get();
    findings.push({
      code: 'credentials',
      level: 'ok',
      message: `${connection.name} is connected to ${connection.workspaceName}.`,
    });
  } catch (error) {
    const again = 'Connect again with a new token from the Connect page.';
    const fix = isFault(error, 'auth', 'revoked')
      ? saysHowToConnect(error)
        ? undefined
        : again
      : 'Try again.';
    findings.push({
      code: 'credentials',
      level: 'error',
      message: (error as ServerFault).message.slice(0, 500),
      fix,
    });
  }
  const paused = tokens.paused();
  if (paused)
    findings.push({
      code: 'paused',
      level: 'warning',
      message: sayPaused(connection.name, paused).slice(0, 500),
    });
  const skew = tokens.skewMs();
  if (skew !== null && Math.abs(skew) > SKEW_MAX) {
    const seconds = Math.round(Math.abs(skew) / 1000);
    findings.push({
      code: 'clock',
      level: 'warning',
      message: `This machine’s clock is ${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} the server’s.`,
      fix: 'Switch automatic time on.',
    });
  } else if (skew !== null)
    findings.push({ code: 'clock', level: 'ok', message: 'The clock agrees with the server’s.' });
  return findings;
}
