import { stateFolder } from '../../config/folders';
import { connectionFile, keyFile } from '../../config/store';
import { print, printJson } from '../../terminal/say';

/** Prints where the settings are kept, whether or not there are any. */
export function printPath(options: { json?: boolean }): void {
  const config = connectionFile();
  if (options.json) printJson({ data: { config, key: keyFile(), state: stateFolder() } });
  else print(config);
}
