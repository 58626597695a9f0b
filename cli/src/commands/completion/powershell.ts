import type { Place } from './collect-words';

/** A completion script for PowerShell 5 and later. */
export function powershellScript(names: string[], places: Place[]): string {
  const table = places
    .map(({ path, commands, options, choices }) => {
      const words = [
        ...commands,
        ...options,
        ...choices
          .filter(({ of }) => of === '')
          .flatMap(({ words }) => words.map((word) => ({ word, says: word }))),
      ];
      return `  ${quote(path)} = @(${words.map(({ word, says }) => `@(${quote(word)}, ${quote(says || word)})`).join(', ')})`;
    })
    .join('\n');
  const values = places
    .flatMap(({ path, choices }) =>
      choices
        .filter(({ of }) => of !== '')
        .map(({ of, words }) => `  ${quote(`${path} ${of}`)} = @(${words.map(quote).join(', ')})`),
    )
    .join('\n');
  return `# Completion of ${names.join(' and ')} for PowerShell.
$AgentOrchestratorWords = @{
${table}
}
$AgentOrchestratorValues = @{
${values}
}
Register-ArgumentCompleter -Native -CommandName ${names.join(', ')} -ScriptBlock {
  param($current, $command, $cursor)
  $place = ''
  $before = ''
  foreach ($element in $command.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $cursor) { break }
    $word = $element.ToString()
    if (-not $word.StartsWith('-')) {
      $deeper = "$place $word".Trim()
      if ($AgentOrchestratorWords.ContainsKey($deeper)) { $place = $deeper }
    }
    $before = $word
  }
  if ($AgentOrchestratorValues.ContainsKey("$place $before")) {
    $AgentOrchestratorValues["$place $before"] | Where-Object { $_ -like "$current*" }
    return
  }
  $AgentOrchestratorWords[$place] | Where-Object { $_[0] -like "$current*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
  }
}
`;
}

/** PowerShell takes typographic apostrophes for plain ones: each kind ends a string, and is doubled within. */
const quote = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
