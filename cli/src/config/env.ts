import { existsSync } from 'node:fs';
import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

const Env = z.object({
  AGENT_ORCHESTRATOR_HOME: text,
  AGENT_ORCHESTRATOR_URL: text,
  AGENT_ORCHESTRATOR_TOKEN: text,
  AO_RACE_LOG: text,
  AO_RACE_POINT: text,
  ANTHROPIC_API_KEY: text,
  CLAUDE_BIN: text,
  CLAUDE_CONFIG_DIR: text,
  DISPLAY: text,
  HOME: text,
  OTEL_EXPORTER_OTLP_ENDPOINT: text,
  USERDOMAIN: text,
  USERNAME: text,
  USERPROFILE: text,
  WAYLAND_DISPLAY: text,
  XDG_CONFIG_HOME: text,
  XDG_STATE_HOME: text,
  PATH: z.string().catch('/usr/local/bin:/usr/bin:/bin'),
  LANG: text,
  LC_ALL: text,
  USER: text,
  SHELL: text,
  SSH_AUTH_SOCK: text,
  TERM: text,
  NO_COLOR: text,
  FORCE_COLOR: text,
  CLICOLOR: text,
  TMPDIR: text,
});
export type Env = z.infer<typeof Env>;

/** The settings this program reads from its environment, checked once. */
export const env: Env = Env.parse(process.env);

/** Settings of other orchestrators that a runner does not follow, and what to use instead. */
const INSTEAD: Record<string, string> = {
  WORKER_CONCURRENCY: 'use --max-concurrent, or: agent-orchestrator config set maxConcurrent <n>',
  PROJECTS_DIR: 'use -d, or: agent-orchestrator config set directory <folder>',
  WORKSPACES_DIR:
    'worktrees of agents are kept with this machine’s state, which AGENT_ORCHESTRATOR_HOME moves',
};

/** A sentence for each setting in the environment that is not followed here. */
export const settingNotes = (): string[] =>
  Object.entries(INSTEAD).flatMap(([name, instead]) =>
    process.env[name] ? [`${name} is not read: ${instead}.`] : [],
  );

/** What the user's own shell says about reaching the model: handed to an engine, never to checks. */
const ENGINE_NAMES = [
  'ANTHROPIC_BASE_URL',
  'CLAUDE_CONFIG_DIR',
  'CLAUDE_CODE_USE_BEDROCK',
  'CLAUDE_CODE_USE_VERTEX',
  'CLOUD_ML_REGION',
  'ANTHROPIC_VERTEX_PROJECT_ID',
  'AWS_REGION',
  'AWS_PROFILE',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'API_TIMEOUT_MS',
  'CLAUDE_CODE_MAX_RETRIES',
];
/** What a build tool needs to find its own parts. */
const TOOL_NAMES = [
  'RUSTUP_HOME',
  'CARGO_HOME',
  'GOPATH',
  'GOCACHE',
  'JAVA_HOME',
  'PYENV_ROOT',
  'NVM_DIR',
  'VOLTA_HOME',
];
/** Words that a secret is not, even under a name like USE_TOKENS. */
const PLAIN = /^(?:enabled?|disabled?|optional|required|default|production|development|https?:\/\/[^@?]*)$/i;
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|AUTH/i;

const pick = (names: string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name] as string]] : [])),
  );

/** The variables of the user's shell that concern engines: names and values. */
export const engineSettings = (): Record<string, string> => pick(ENGINE_NAMES);

/** The variables of the user's shell that concern build tools: names and values. */
export const toolSettings = (): Record<string, string> => pick(TOOL_NAMES);

/** Values of this process's environment that look like secrets: what the log must never show. Sockets and files are none. */
export function secretsInEnv(): string[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    value && value.length >= 6 && SECRET_NAME.test(name) && !PLAIN.test(value) && !existsSync(value)
      ? [value]
      : [],
  );
}
