import type { Command, Option } from 'commander';

export interface Word {
  word: string;
  says: string;
}
/** What may follow one command. */
export interface Place {
  /** The words of the command behind the program's name; empty for the program itself. */
  path: string;
  commands: Word[];
  options: Word[];
  /** Options that take a value: the next word is that value. */
  valued: string[];
  /** What an argument or an option may be, where that is a fixed set; by option, '' for the argument. */
  choices: { of: string; words: string[] }[];
}

/** The program's commands and options as places that a completion looks up, the program itself first. */
export function collectWords(program: Command): Place[] {
  const everywhere = program
    .createHelp()
    .visibleOptions(program)
    .filter(({ long }) => long !== '--version');
  return placesOf(program, [], everywhere);
}

function placesOf(command: Command, above: string[], everywhere: Option[]): Place[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const options = [...help.visibleOptions(command), ...everywhere].filter(({ long }) => long);
  // What a command does where no sub-command is named takes that one's options.
  const byDefault = command.commands.find((sub) => sub.name() === 'list');
  const own = byDefault ? [...options, ...help.visibleOptions(byDefault)] : options;
  const unique = [...new Map(own.map((option) => [option.long as string, option])).values()];
  const place: Place = {
    path: above.join(' '),
    commands: commands.map((sub) => ({ word: sub.name(), says: sub.summary() || sub.description() })),
    options: unique.map(({ long, description }) => ({ word: long as string, says: description })),
    valued: unique
      .filter(({ required, optional }) => required || optional)
      .flatMap(({ short, long }) => [short, long].filter((word): word is string => Boolean(word))),
    choices: [
      ...command.registeredArguments.flatMap(({ argChoices }) =>
        argChoices ? [{ of: '', words: argChoices }] : [],
      ),
      ...unique.flatMap(({ long, argChoices }) =>
        argChoices ? [{ of: long as string, words: argChoices }] : [],
      ),
    ],
  };
  return [place, ...command.commands.flatMap((sub) => placesOf(sub, [...above, sub.name()], everywhere))];
}
