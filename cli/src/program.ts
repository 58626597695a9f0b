import { Command } from 'commander';
import { addAnswer } from './commands/answer';
import { addAttach } from './commands/attach';
import { addAudit } from './commands/audit';
import { addCompletion } from './commands/completion';
import { addConfig } from './commands/config';
import { addConnect } from './commands/connect';
import { addDisconnect } from './commands/disconnect';
import { addDiscuss } from './commands/discuss';
import { addDoctor } from './commands/doctor';
import { addExceptions } from './commands/exceptions';
import { addFind } from './commands/find';
import { addFlows } from './commands/flows';
import { addFollowUp } from './commands/follow-up';
import { addHooks } from './commands/hooks';
import { addKeys } from './commands/keys';
import { addLocks } from './commands/locks';
import { addLogin } from './commands/login';
import { addLogout } from './commands/logout';
import { addLogs } from './commands/logs';
import { addMerges } from './commands/merges';
import { addMessage } from './commands/message';
import { addOpen } from './commands/open';
import { addPause } from './commands/pause';
import { addQueue } from './commands/queue';
import { addRecover } from './commands/recover';
import { addApprovals, addComments, addReview } from './commands/review';
import { addRotateKey } from './commands/rotate-key';
import { addRules } from './commands/rules';
import { addRun } from './commands/run';
import { addService } from './commands/service';
import { addStart } from './commands/start';
import { addStatus } from './commands/status';
import { addStop } from './commands/stop';
import { addTakeover } from './commands/takeover';
import { addTasks } from './commands/tasks';
import { addUpgrade } from './commands/upgrade';
import { addVerify } from './commands/verify';
import { addVersion } from './commands/version';
import { addWhoami } from './commands/whoami';
import { addWhy } from './commands/why';
import { VERSION } from './config/version';
import { EXIT_CODES } from './terminal/failure';

const MACHINE = [
  addConnect,
  addStart,
  addStop,
  addStatus,
  addDoctor,
  addService,
  addWhoami,
  addConfig,
  addRecover,
  addLogin,
  addLogout,
  addRotateKey,
  addDisconnect,
];
const PEOPLE = [
  addTasks,
  addFind,
  addDiscuss,
  addKeys,
  addLogs,
  addAttach,
  addWhy,
  addOpen,
  addReview,
  addComments,
  addApprovals,
  addVerify,
  addMessage,
  addFollowUp,
  addFlows,
  addQueue,
  addLocks,
  addMerges,
  addExceptions,
  addAnswer,
  addRules,
  addTakeover,
  addPause,
  addAudit,
  addHooks,
];
const LOCAL = [addRun];
const PROGRAM = [addVersion, addUpgrade, addCompletion];

export interface GlobalOptions {
  verbose?: boolean;
  quiet?: boolean;
  input: boolean;
}

const MORE = 'Run it with --help to see what it takes.';

/** The whole command line as one tree, under the name it was called by; nothing runs until it is parsed. */
export function makeProgram(name: string): Command {
  const program = new Command()
    .name(name)
    .description('Connects this machine to an Agent Orchestrator dashboard and works on its tasks.')
    .version(VERSION, '-V, --version', 'print the version')
    .option('-v, --verbose', 'show where an error happened')
    .option('--quiet', 'print results, warnings and errors only')
    .option('--no-input', 'never ask; what would be asked is refused')
    .option('--no-color', 'print without colours')
    .showSuggestionAfterError()
    .addHelpText('after', HELP);
  const groups = {
    'This machine:': MACHINE,
    'Tasks and agents:': PEOPLE,
    'Without a dashboard:': LOCAL,
    'This program:': PROGRAM,
  };
  for (const [heading, adds] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const add of adds) add(program);
  }
  settle(program);
  return program;
}

/** No command ends the process by itself, each says where its help is, and what is no command of a group is said to be none. */
function settle(command: Command): void {
  command.exitOverride().showHelpAfterError(MORE).hook('preSubcommand', refuseUnknown);
  for (const sub of command.commands) settle(sub);
}

/** A word that names no command of a group leads to the command that is meant by none, which takes no word. */
function refuseUnknown(group: Command, chosen: Command): void {
  const [word] = group.args;
  if (word === undefined || word.startsWith('-') || chosen.registeredArguments.length > 0) return;
  if ([chosen.name(), ...chosen.aliases()].includes(word)) return;
  const error = group.error.bind(group);
  group.error = (message, options) =>
    error(message.replace(`'${word}'`, `'${word}' of ${group.name()}`), options);
  // Commander keeps this to itself, and the suggestion that it makes.
  (group as unknown as { unknownCommand(): never }).unknownCommand();
}

const HELP = `
Examples:
  $ agent-orchestrator connect aoe_… --url https://dashboard.example -d ~/projects
  $ agent-orchestrator start
  $ agent-orchestrator tasks --status NEEDS_HUMAN
  $ agent-orchestrator logs TASK-142 -f

Environment:
  ANTHROPIC_API_KEY        the key for the Anthropic API, and for Claude Code where it is not logged in
  AGENT_ORCHESTRATOR_URL   the dashboard’s address, instead of --url
  AGENT_ORCHESTRATOR_TOKEN an access token (ao_pat_) for commands for people; or the one-time token of connect
  AGENT_ORCHESTRATOR_HOME  where this machine’s key, settings and state are kept
  CLAUDE_BIN               the Claude Code program, where it is not on the PATH
  NO_COLOR, FORCE_COLOR    no colours; colours where the output is no terminal

Exit codes:
${EXIT_CODES.map(({ code, says }) => `  ${String(code).padEnd(4)} ${says}`).join('\n')}

With --json the result, or the error, is one JSON document on stdout; start and logs -f print one JSON object a line.
`;
