import type { Place } from './collect-words';

/** A completion script for fish 3 and later. */
export function fishScript(names: string[], places: Place[]): string {
  const lines = places.flatMap(({ path, commands, options, valued, choices }) => {
    const here = `-n ${quote(`__agent_orchestrator_at ${quote(path)}`)}`;
    return [
      ...commands.map(({ word, says }) => `${here} -f -a ${word} -d ${quote(says)}`),
      ...options.map(({ word, says }) => {
        const words = choices.find(({ of }) => of === word)?.words;
        const value = words ? ` -x -a ${quote(words.join(' '))}` : valued.includes(word) ? ' -r' : '';
        return `${here} -l ${word.slice(2)}${value} -d ${quote(says)}`;
      }),
      ...choices.filter(({ of }) => of === '').map(({ words }) => `${here} -f -a ${quote(words.join(' '))}`),
    ];
  });
  return `# Completion of ${names.join(' and ')} for fish.
function __agent_orchestrator_at
    set -l place
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        string match -q -- '-*' $word; and continue
        set -l deeper (string trim -- "$place $word")
        contains -- $deeper ${places
          .filter(({ path }) => path)
          .map(({ path }) => quote(path))
          .join(' ')}; and set place $deeper
    end
    test "$place" = "$argv[1]"
end
${names.flatMap((name) => lines.map((line) => `complete -c ${name} ${line}`)).join('\n')}
`;
}

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
