import { z } from 'zod';
import type { EngineReport } from '@/contract/runner';
import { claudeVersion, findClaude, isSupported, runClaude } from './find-claude';

type Report = z.infer<typeof EngineReport>;
const AuthStatus = z.object({ loggedIn: z.boolean(), authMethod: z.string().catch('unknown') });

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
  const auth = apiKey ? 'api-key' : await loginOf(binary, env);
  return { engine: 'claude-code', available: isSupported(version), version, auth };
}

/** How the client is logged in, by its own `auth status`. */
export async function loginOf(binary: string, env: Record<string, string>): Promise<Report['auth']> {
  const { stdout } = await runClaude(binary, ['auth', 'status'], env);
  let value: unknown;
  try {
    value = JSON.parse(stdout);
  } catch {
    return 'unknown';
  }
  const status = AuthStatus.safeParse(value);
  if (!status.success) return 'unknown';
  if (!status.data.loggedIn) return 'none';
  return status.data.authMethod === 'api_key' ? 'api-key' : 'subscription';
}
