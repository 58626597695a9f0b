import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { EngineReport } from '@/contract/runner';
import { claudeVersion, findClaude, isSupported, runClaude } from './find-claude';

type Report = z.infer<typeof EngineReport>;
const AuthStatus = z.object({
  loggedIn: z.boolean(),
  authMethod: z.string().catch('unknown'),
  email: z.string().nullish().catch(null),
  orgId: z.string().nullish().catch(null),
});
type AuthStatus = z.infer<typeof AuthStatus>;

/** Whether Claude Code is here, new enough, and how it is logged in. Makes no request and reads no credential. */
export async function probeClaude(
  env: Record<string, string>,
  claudeBin?: string,
  apiKey?: string | null,
): Promise<Report> {
  const none: Report = { engine: 'claude-code', available: false, version: null, auth: 'none' };
  const binary = findClaude({ CLAUDE_BIN: claudeBin, PATH: env.PATH });
  if (!binary) return none;
  const version = await claudeVersion(binary, env);
  if (!version) return none;
  const said = apiKey ? null : await authStatus(binary, env);
  const auth = apiKey ? 'api-key' : authOf(said);
  const account = accountOf(said);
  const report: Report = { engine: 'claude-code', available: isSupported(version), version, auth };
  return account === null ? report : { ...report, account };
}

/** How the client is logged in, by its own `auth status`. */
export const loginOf = async (binary: string, env: Record<string, string>): Promise<Report['auth']> =>
  authOf(await authStatus(binary, env));

/**
 * The same for all machines with one login, and of no use to anybody else: whose login it is, keyed by the id of its
 * organisation, which nobody can guess. Null without a subscription: other limits are not those of a person.
 */
export function accountOf(status: AuthStatus | null): string | null {
  if (!status?.email || !status.orgId || authOf(status) !== 'subscription') return null;
  return createHmac('sha256', status.orgId).update(status.email.toLowerCase()).digest('hex');
}

async function authStatus(binary: string, env: Record<string, string>): Promise<AuthStatus | null> {
  const { stdout } = await runClaude(binary, ['auth', 'status'], env);
  try {
    return AuthStatus.parse(JSON.parse(stdout));
  } catch {
    return null;
  }
}

function authOf(status: AuthStatus | null): Report['auth'] {
  if (!status) return 'unknown';
  if (!status.loggedIn) return 'none';
  return status.authMethod === 'api_key' ? 'api-key' : 'subscription';
}
