import type { Place } from './collect-words';

/** A completion script for bash 3.2 and later. */
export function bashScript(names: string[], places: Place[]): string {
  return `# Completion of ${names.join(' and ')} for bash.
_agent_orchestrator() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="" place="" word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$word" in -*) ;; *)
      case " \${place:+$place }$word " in
${places
  .filter(({ path }) => path)
  .map(({ path }) => `        " ${path} ") place="${path}" ;;`)
  .join('\n')}
      esac ;;
    esac
    before="$word"
  done
  local words=""
  case "$place $before" in
${choicesOf(places)}
  esac
  if [ -z "$words" ]; then
    case "$place" in
${places
  .map(
    ({ path, valued }) =>
      `      "${path}") case "$before" in ${valued.join('|') || '--no-value'}) COMPREPLY=($(compgen -f -- "$current")); return ;; esac ;;`,
  )
  .join('\n')}
    esac
    case "$place" in
${places
  .map(
    ({ path, commands, options, choices }) =>
      `      "${path}") words="${[...commands, ...options]
        .map(({ word }) => word)
        .concat(choices.filter(({ of }) => of === '').flatMap(({ words }) => words))
        .join(' ')}" ;;`,
  )
  .join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _agent_orchestrator ${names.join(' ')}
`;
}

function choicesOf(places: Place[]): string {
  const lines = places.flatMap(({ path, choices }) =>
    choices
      .filter(({ of }) => of !== '')
      .map(({ of, words }) => `    "${path} ${of}") words="${words.join(' ')}" ;;`),
  );
  return lines.join('\n');
}
