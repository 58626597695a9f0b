import { createColors } from 'picocolors';
import { env } from '../config/env';

/** Whether escape codes may be written: to a terminal that wants them, or where somebody insists. */
function isColourful(stream: { isTTY?: boolean }): boolean {
  if (env.NO_COLOR || process.argv.includes('--no-color')) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb' && env.CLICOLOR !== '0';
}

/** Colours of results. */
export const colors = createColors(isColourful(process.stdout));
/** Colours of messages. */
export const messageColors = createColors(isColourful(process.stderr));
