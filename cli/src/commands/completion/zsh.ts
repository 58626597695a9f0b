import type { Place, Word } from './collect-words';

/** A completion script for zsh: sourced, or as a file _agent_orchestrator in a folder of $fpath. */
export function zshScript(names: string[], places: Place[]): string {
  return `#compdef ${names.join(' ')}
# Completion of ${names.join(' and ')} for zsh.
_agent_orchestrator() {
  local place="" before="" word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ "$word" != -* ]]; then
      case "\${place:+$place }$word" in
${places
  .filter(({ path }) => path)
  .map(({ path }) => `        "${path}") place="${path}" ;;`)
  .join('\n')}
      esac
    fi
    before="$word"
  done
  case "$place $before" in
${places
  .flatMap(({ path, choices }) =>
    choices
      .filter(({ of }) => of !== '')
      .map(({ of, words }) => `    "${path} ${of}") compadd -- ${words.join(' ')}; return ;;`),
  )
  .join('\n')}
  esac
  case "$place" in
${places
  .map(
    ({ path, valued }) =>
      `    "${path}") case "$before" in ${valued.join('|') || '--no-value'}) _files; return ;; esac ;;`,
  )
  .join('\n')}
  esac
  case "$place" in
${places
  .map(
    ({ path, commands, options, choices }) =>
      `    "${path}") found=(${[
        ...commands,
        ...options,
        ...choices
          .filter(({ of }) => of === '')
          .flatMap(({ words }) => words.map((word) => ({ word, says: '' }))),
      ]
        .map(entry)
        .join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  _describe 'command or option' found
  [[ "\${words[CURRENT]}" != -* ]] && _files
}
if [[ "\${funcstack[1]}" == _agent_orchestrator ]]; then
  _agent_orchestrator "$@"
else
  compdef _agent_orchestrator ${names.join(' ')}
fi
`;
}

/** `word:what it says` in quotes; a colon in the word would end it. */
const entry = ({ word, says }: Word): string => quote(says ? `${word.replaceAll(':', '\\:')}:${says}` : word);

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
