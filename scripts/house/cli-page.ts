import { makeProgram } from '../../cli/src/program';

type Command = ReturnType<typeof makeProgram>;
type Argument = Command['registeredArguments'][number];
type Option = Command['options'][number];

const PROGRAM = 'agent-orchestrator';

/** docs/cli.md: every command with its arguments, options and examples, printed from the tree that the program parses by. */
export function cliPage(): string {
  const program = makeProgram(PROGRAM);
  return [
    '# The command line',
    '',
    'Printed by `npm run cli` from the tree of commands in `cli/src/program.ts`; a test fails where this page is not current. `swarm` is the same program.',
    '',
    '| command | what it does |',
    '|---|---|',
    ...leavesOf(program).map(
      (command) => `| [\`${nameOf(command)}\`](#${anchorOf(command)}) | ${command.description()} |`,
    ),
    '',
    '## Options of every command',
    '',
    ...optionsTable(program),
    ...block(textAfter(program)),
    ...leavesOf(program).flatMap(section),
  ].join('\n');
}

/** What can be run: each command that is no mere group of others. */
function leavesOf(command: Command): Command[] {
  return command.commands.flatMap((sub) => (sub.commands.length > 0 ? leavesOf(sub) : [sub]));
}

function section(command: Command): string[] {
  const usage = [PROGRAM, nameOf(command), ...command.registeredArguments.map(argument)].join(' ');
  return [
    `## ${nameOf(command)}`,
    '',
    `${command.description()}.${isDefault(command) ? ` \`${PROGRAM} ${command.parent?.name()}\` alone means the same.` : ''}`,
    '',
    '```sh',
    `${usage} [options]`,
    '```',
    '',
    ...argumentsTable(command),
    ...optionsTable(command),
    ...block(textAfter(command)),
  ];
}

const isDefault = (command: Command) => command.name() === 'list' && command.parent?.parent !== null;

const nameOf = (command: Command): string => {
  const above = command.parent?.parent ? `${nameOf(command.parent)} ` : '';
  return `${above}${command.name()}`;
};
const anchorOf = (command: Command) => nameOf(command).replaceAll(' ', '-');

function argument(given: Argument): string {
  const word = `${given.name()}${given.variadic ? '...' : ''}`;
  return given.required ? `<${word}>` : `[${word}]`;
}

function argumentsTable({ registeredArguments }: Command): string[] {
  if (registeredArguments.length === 0) return [];
  return [
    '| argument | what it is |',
    '|---|---|',
    ...registeredArguments.map((one) => `| \`${cell(argument(one))}\` | ${cell(one.description)} |`),
    '',
  ];
}

function optionsTable(command: Command): string[] {
  const options = command.createHelp().visibleOptions(command);
  return [
    '| option | what it does |',
    '|---|---|',
    ...options.map((option) => `| \`${cell(option.flags)}\` | ${cell(sayOption(option))} |`),
    '',
  ];
}

function sayOption({ description, argChoices, defaultValue, mandatory }: Option): string {
  const notes = [
    argChoices ? `one of ${argChoices.join(', ')}` : '',
    typeof defaultValue === 'string' ? `default: ${defaultValue}` : '',
    mandatory ? 'required' : '',
  ].filter(Boolean);
  return notes.length > 0 ? `${description} (${notes.join('; ')})` : description;
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** What a command prints below its help. */
function textAfter(command: Command): string {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) });
  command.outputHelp();
  // The first is the list of options, which stands here as a table.
  return written.slice(1).join('').trim();
}

const block = (text: string): string[] => (text ? ['```text', text, '```', ''] : []);
