import { findSetting, sayValue } from '../../config/settings';
import { needConnection } from '../../config/store';
import { print, printJson } from '../../terminal/say';

/** Prints the value of one setting, and nothing else. */
export function getSetting(given: string, options: { json?: boolean }): void {
  const { name } = findSetting(given);
  const { connection } = needConnection();
  if (options.json) printJson({ data: { name, value: connection[name] ?? null } });
  else print(sayValue(connection, name));
}
