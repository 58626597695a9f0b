import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { Failure } from '../../terminal/failure';

/** The text of a file, or of stdin for `-`. Throws a Failure where it cannot be read. */
export async function readFlowFile(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    const sentence = `${file} cannot be read (${why}). Give another file, or - for stdin.`;
    throw new Failure('NO_SUCH_FILE', sentence, 'usage', error);
  }
}
