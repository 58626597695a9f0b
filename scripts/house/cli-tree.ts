import type { makeProgram } from '../../cli/src/program';

export type Command = ReturnType<typeof makeProgram>;
type Argument = Command['registeredArguments'][number];
type Option = Command['options'][number];

/** What can be run: each command that is no mere group of others. */
export function leavesOf(command: Command): Command[] {
  return command.commands.flatMap((sub) => (sub.commands.length > 0 ? leavesOf(sub) : [sub]));
}

/** Whether the name of its group alone means this command too. */
export const isDefault = (command: Command): boolean =>
  command.name() === 'list' && command.parent?.parent !== null;

/** The words of a command behind the program's name. */
export const nameOf = (command: Command): string => {
  const above = command.parent?.parent ? `${nameOf(command.parent)} ` : '';
  return `${above}${command.name()}`;
};

/** An argument as a usage line has it. */
export function argument(given: Argument): string {
  const word = `${given.name()}${given.variadic ? '...' : ''}`;
  return given.required ? `<${word}>` : `[${word}]`;
}

/** An option in words, with what it may be and what it is where it is left out. */
export function sayOption({ description, argChoices, defaultValue, mandatory }: Option): string {
  const notes = [
    argChoices ? `one of ${argChoices.join(', ')}` : '',
    typeof defaultValue === 'string' ? `default: ${defaultValue}` : '',
    mandatory ? 'required' : '',
  ].filter(Boolean);
  return notes.length > 0 ? `${description} (${notes.join('; ')})` : description;
}

/** What a command prints below its help. */
export function textAfter(command: Command): string {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) });
  command.outputHelp();
  // The first is the list of options, which the pages print by themselves.
  return written.slice(1).join('').trim();
}
