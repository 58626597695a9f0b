import { SETTINGS, sayValue } from '../../config/settings';
import { needConnection } from '../../config/store';
import { printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';

/** Prints every setting of this machine. */
export function listSettings(options: { json?: boolean }): void {
  const { connection } = needConnection();
  const rows = SETTINGS.map(({ name, says }) => [name, sayValue(connection, name), says]);
  if (options.json)
    printJson({
      data: Object.fromEntries(SETTINGS.map(({ name }) => [name, connection[name] ?? null])),
    });
  else printTable(['SETTING', 'VALUE', 'WHAT IT IS'], rows);
}
