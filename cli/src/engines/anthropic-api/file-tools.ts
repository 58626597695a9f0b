import { constants } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const READ_MAX = 5 * 1024 * 1024;
const LINES = 2000;
const LINE_MAX = 2000;

type Input = Record<string, unknown>;

/** Numbered lines of a text file. Throws with a sentence for the model. */
export async function readTool(cwd: string, input: Input): Promise<string> {
  const file = resolve(cwd, String(input.file_path));
  const { size } = await stat(file);
  if (size > READ_MAX)
    throw new Error(`${input.file_path} has ${size} bytes: read a part of it with a command.`);
  const lines = (await readFile(file, 'utf8')).split('\n');
  const from = Math.max(1, Number(input.offset) || 1);
  const some = lines.slice(from - 1, from - 1 + (Number(input.limit) || LINES));
  return (
    some.map((line, i) => `${from + i}\t${line.slice(0, LINE_MAX)}`).join('\n') || '(The file is empty.)'
  );
}

/** Writes a whole file. The caller has asked the gate. */
export async function writeTool(cwd: string, input: Input): Promise<string> {
  const file = resolve(cwd, String(input.file_path));
  await mkdir(dirname(file), { recursive: true });
  await store(file, String(input.content ?? ''));
  return `Written: ${file}`;
}

/** Replaces text in a file. The caller has asked the gate. Throws where the old text is missing or ambiguous. */
export async function editTool(cwd: string, input: Input): Promise<string> {
  const file = resolve(cwd, String(input.file_path));
  const [before, after] = [String(input.old_string ?? ''), String(input.new_string ?? '')];
  const content = await readFile(file, 'utf8');
  const found = before === '' ? 0 : content.split(before).length - 1;
  if (found === 0) throw new Error(`The old text does not occur in ${input.file_path}.`);
  if (found > 1 && input.replace_all !== true)
    throw new Error(`The old text occurs ${found} times in ${input.file_path}: give more of it.`);
  await store(file, content.split(before).join(after));
  return `Edited: ${file}`;
}

/** A link that was put in the file's place since the gate looked is not followed. */
async function store(file: string, content: string): Promise<void> {
  const handle = await open(
    file,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0),
    0o644,
  );
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
