import { findSetting, sayValue } from '../../config/settings';
import { needConnection, saveSettings } from '../../config/store';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';

/** Checks and stores one setting. */
export function setSetting(given: string, value: string, options: { json?: boolean }): void {
  const { name, change, instead } = findSetting(given);
  if (!change) throw new Failure('SETTING_FIXED', `${name} is not changed here. ${instead}`, 'usage');
  const connection = { ...needConnection().connection, ...change(value) };
  saveSettings(connection);
  if (options.json) printJson({ data: { name, value: connection[name] ?? null } });
  else print(`${name} is ${sayValue(connection, name)}.`);
}
