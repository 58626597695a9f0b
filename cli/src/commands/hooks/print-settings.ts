import { createPersonalToken } from '@/contract/personal-token';
import { quoted } from '../../engines/claude-code/write-settings';
import { openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { printJson, say } from '../../terminal/say';
import { chooseProject } from '../choose-project';
import type { SettingsOptions } from '../hooks';

/** Tools by which Claude Code writes files, those of its other versions among them. */
const WRITING = 'Write|Edit|MultiEdit|NotebookEdit';
const PLAIN = /^[\w.:/-]+$/;

/** Prints the settings block of a node, with a token that is good for its hooks alone. Throws a Failure. */
export async function printSettings(node: string, options: SettingsOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = options.project && (await chooseProject(dashboard, options.project));
  const token = options.token ?? (await freshToken(dashboard, node, projectId));
  const words = [PLAIN.test(node) ? node : quoted(node), ...(projectId ? ['--project', projectId] : [])];
  const command = (name: string, status = '') => ({
    type: 'command',
    command: ['agent-orchestrator', 'hooks', name, words[0], status, ...words.slice(1)]
      .filter(Boolean)
      .join(' '),
    timeout: 30,
  });
  printJson({
    env: { AGENT_ORCHESTRATOR_URL: dashboard.origin, AGENT_ORCHESTRATOR_TOKEN: token },
    hooks: {
      Stop: [{ hooks: [command('stop', 'completed')] }],
      StopFailure: [{ hooks: [command('stop', 'failed')] }],
      PostToolUse: [{ matcher: WRITING, hooks: [command('track-changes')] }],
    },
  });
  say('The token in it may call hooks and nothing else. The agent can read it.');
}

async function freshToken(
  dashboard: ReturnType<typeof openDashboard>,
  node: string,
  projectId: string | undefined,
): Promise<string> {
  try {
    const made = await dashboard.call(createPersonalToken, {
      body: {
        name: `Hooks of ${node}`.slice(0, 100),
        scopes: ['hook:write'],
        projectIds: projectId ? [projectId as `proj_${string}`] : [],
      },
    });
    return made.token;
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 'auth') throw error;
    throw new Failure(
      'TOKEN_NEEDED',
      `${error.message} No access token makes another: make one for hooks under Settings, Tokens, and give it with --token.`,
      'auth',
      error,
    );
  }
}
