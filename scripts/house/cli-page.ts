import { makeProgram } from '../../cli/src/program';
import { argument, type Command, isDefault, leavesOf, nameOf, sayOption, textAfter } from './cli-tree';

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

const anchorOf = (command: Command) => nameOf(command).replaceAll(' ', '-');

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

const cell = (text: string) => text.replaceAll('|', '\\|');

const block = (text: string): string[] => (text ? ['```text', text, '```', ''] : []);
