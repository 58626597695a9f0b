import { hostname, platform, release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDeviceLogin, takeDeviceLogin } from '@/contract/device';
import { Scope } from '@/contract/policy';
import { env } from '../../config/env';
import { configFolder, privateFolder } from '../../config/folders';
import { readOrigin } from '../../config/origin';
import { readFolder } from '../../config/read-folder';
import { loadConnection, loadLogin, saveLogin } from '../../config/store';
import { call } from '../../server/call';
import { withRetries } from '../../server/retry';
import { Failure } from '../../terminal/failure';
import { print, printJson, say } from '../../terminal/say';
import { connectMachine } from '../connect-machine';
import type { LoginOptions } from '../login';

/** Shows a code, waits until a person has answered, and keeps what this machine got. Throws a Failure where it got nothing. */
export async function logIn(options: LoginOptions): Promise<void> {
  const scopes = options.scope.map(readScope);
  const url = originOf(options.url);
  if (options.runner) readFolder(options.dir ?? process.cwd());
  privateFolder(configFolder());
  const machine = (options.name ?? hostname()).trim().slice(0, 100) || 'a machine';
  const asked = await call(url, startDeviceLogin, {
    body: {
      wants: options.runner ? 'runner' : 'token',
      scopes: options.runner ? [] : (['workspace:read', ...scopes] as Scope[]),
      machine,
      system: `${platform()} ${release()}`.slice(0, 100),
    },
  });
  say(
    `Open ${new URL(asked.page, url).href} in a browser and type this code: ${asked.userCode}\nIt is good for ${Math.round(asked.expiresInSeconds / 60)} minutes. Type it nowhere else.`,
  );
  const credential = await answerOf(url, asked.deviceCode, asked.intervalSeconds);
  if (options.runner) return connectMachine(credential, { url, dir: options.dir, name: machine, label: [] });
  saveLogin({ origin: url, token: credential });
  if (options.json) printJson({ data: { url, scopes: ['workspace:read', ...scopes] } });
  else print(`Logged in to ${url}. Commands on this machine act for you until: agent-orchestrator logout`);
}

/** Asks at the pace that the server wants until there is an answer. */
async function answerOf(url: string, deviceCode: string, firstSeconds: number): Promise<string> {
  for (let seconds = firstSeconds; ; ) {
    await sleep(Math.min(Math.max(seconds, 1), 60) * 1000);
    const answer = await withRetries(() => call(url, takeDeviceLogin, { body: { deviceCode } }), {
      giveUpAfterMs: 60_000,
    });
    seconds = answer.intervalSeconds;
    if (answer.state === 'approved' && answer.credential) return answer.credential;
    if (answer.state === 'refused')
      throw new Failure(
        'LOGIN_REFUSED',
        'This machine was not let in: somebody said no on the page.',
        'auth',
      );
    if (answer.state === 'expired' || answer.state === 'approved')
      throw new Failure(
        'LOGIN_EXPIRED',
        'Nobody answered in time. Run login again for another code.',
        'auth',
      );
  }
}

function originOf(given: string | undefined): string {
  const named = given ?? env.AGENT_ORCHESTRATOR_URL;
  if (named) return readOrigin(named);
  const known = loadConnection()?.connection.url ?? loadLogin()?.origin;
  return known ? new URL(known).origin : 'http://127.0.0.1:3000';
}

function readScope(given: string): Scope {
  const scope = Scope.safeParse(given);
  if (scope.success) return scope.data;
  throw new Failure(
    'NO_SUCH_SCOPE',
    `There is no scope “${given}”. There are: ${Scope.options.join(', ')}.`,
    'usage',
  );
}
