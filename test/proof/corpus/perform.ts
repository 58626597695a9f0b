import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Scenario } from '../../../examples/scripted-model/scenario';
import type { Case } from './case';
import { layCase } from './lay-case';

/** The name by which a case is asked for in a prompt. */
export const scenarioOf = ({ repository, kind, name }: Case) =>
  `${repository}-${kind}-${name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/**
 * A script of the model that does in a worktree what a case leaves, by one shell command, and says that all is well however
 * often checks come back. `more` are files that git ignores: they stand in the worktree alone.
 */
export function perform(given: Case, more: Record<string, string> = {}): Scenario {
  const { repo, base, commit, remove } = layCase(given);
  const names = execFileSync(
    'git',
    ['-C', repo, 'diff', '--no-renames', '--name-status', '-z', base, commit],
    {
      encoding: 'utf8',
    },
  ).split('\0');
  const commands: string[] = [];
  for (let at = 0; at + 1 < names.length; at += 2) {
    const [letter, file] = [names[at], names[at + 1] as string];
    commands.push(letter === 'D' ? `rm '${file}'` : put(file, readFileSync(path.join(repo, file))));
  }
  remove();
  for (const [file, text] of Object.entries(more)) commands.push(put(file, Buffer.from(text)));
  const done = { text: 'All is done as asked, and every test passes.' };
  return {
    name: scenarioOf(given),
    about: `leaves what “${given.name}” is`,
    steps: ({ answers }) =>
      answers > 0 || commands.length === 0
        ? done
        : {
            text: 'I do it.',
            tools: [{ name: 'Bash', input: { command: commands.join(' && '), description: 'Do it' } }],
          },
  };
}

const put = (file: string, bytes: Buffer) =>
  `mkdir -p '${path.dirname(file)}' && echo ${bytes.toString('base64')} | base64 -d > '${file}'`;
