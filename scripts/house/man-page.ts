import { makeProgram } from '../../cli/src/program';
import { argument, type Command, isDefault, leavesOf, nameOf, sayOption, textAfter } from './cli-tree';

const PROGRAM = 'agent-orchestrator';

/** cli/man/agent-orchestrator.1: the manual page, from the tree that the program parses by. */
export function manPage(version: string): string {
  const program = makeProgram(PROGRAM);
  return `${[
    `.TH AGENT\\-ORCHESTRATOR 1 "" "agent\\-orchestrator ${roff(version)}" "User Commands"`,
    '.SH NAME',
    `${roff(PROGRAM)}, swarm \\- connect this machine to a dashboard and work on its tasks`,
    '.SH SYNOPSIS',
    `.B ${roff(PROGRAM)}`,
    '.I command',
    '[arguments] [options]',
    '.SH DESCRIPTION',
    roff(program.description()),
    `Every command explains itself with ${bold('--help')}.`,
    '.SH OPTIONS OF EVERY COMMAND',
    ...optionsOf(program),
    ...leavesOf(program).flatMap(section),
    '.SH ENVIRONMENT, EXIT CODES AND EXAMPLES',
    ...asItStands(textAfter(program)),
  ].join('\n')}\n`;
}

function section(command: Command): string[] {
  const words = [PROGRAM, nameOf(command)].join(' ');
  return [
    `.SH ${roff(nameOf(command).toUpperCase())}`,
    `.B ${roff(words)}`,
    roff([...command.registeredArguments.map(argument), '[options]'].join(' ')),
    '.PP',
    roff(
      `${command.description()}.${isDefault(command) ? ` ${PROGRAM} ${command.parent?.name()} alone means the same.` : ''}`,
    ),
    ...command.registeredArguments.flatMap((one) => ['.TP', bold(argument(one)), roff(one.description)]),
    ...optionsOf(command),
    ...asItStands(textAfter(command)),
  ];
}

function optionsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => ['.TP', bold(option.flags), roff(sayOption(option))]);
}

/** Lines that are not to be filled. */
const asItStands = (text: string): string[] =>
  text ? ['.PP', '.nf', ...text.split('\n').map(roff), '.fi'] : [];

const bold = (text: string): string => `\\fB${escaped(text)}\\fR`;

/** A line of text: backslashes and hyphens stand for themselves, and a dot or a quote at its start begins no request. */
function roff(text: string): string {
  const line = escaped(text);
  return /^[.']/.test(line) ? `\\&${line}` : line;
}

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    // Letters beyond ASCII by their code, for every groff and mandoc.
    .replace(
      /[^\x20-\x7e]/gu,
      (one) => `\\[u${(one.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
