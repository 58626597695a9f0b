import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Conversation, Scenario, Step } from '../../examples/scripted-model/scenario';
import type { RunnerStage } from '../../test/cli/runner/stage-runner';

const GROUPS = ['orders', 'stock', 'users', 'mail'];
const PARTS = ['api', 'table', 'view'] as const;
const THINKS_MS = 1_500;

interface Piece {
  title: string;
  filesHint: string[];
}

/**
 * Twelve pieces of work on four parts of a repository, those of a part one after another. Of each part two name the same
 * table; the third names another file, and comes to write the table in the middle, as its history would have told.
 */
export const PIECES: Piece[] = GROUPS.flatMap((group) => {
  const at = (part: string) => `src/${group}/${part}.js`;
  const title = (own: string, also: string) => `Change ${at(own)} and ${at(also)} [scenario:two-files]`;
  return [
    { title: title('api', 'table'), filesHint: [at('api')] },
    { title: title('table', 'table'), filesHint: [at('table')] },
    { title: title('view', 'table'), filesHint: [at('view'), at('table')] },
  ];
});

/** An agent that writes the first file of its title at once, and the second one when it has thought. */
export const TWO_FILES: Scenario = { name: 'two-files', about: 'writes two files', steps: writeBoth };

function writeBoth({ said, answers }: Conversation): Step {
  const [, own = '', also = ''] = /Change (\S+) and (\S+)/.exec(said[0] ?? '') ?? [];
  const part = path.basename(own, '.js');
  const edit = (file: string, nth: number) => ({
    name: 'Edit',
    input: {
      file_path: `{{cwd}}/${file}`,
      old_string: `// ${part} ${nth}\n`,
      new_string: `// ${part} ${nth} was here\n`,
    },
  });
  if (answers === 0) return { text: 'The one.', tools: [edit(own, 1)] };
  if (answers === 1) return { text: 'The other.', tools: [edit(also, 2)], delayMs: THINKS_MS };
  return { text: 'As far as it went.', delayMs: THINKS_MS };
}

/** Lays the four parts into the repository of a stage; with a history of which files changed together, or in one commit. */
export function layGroups({ repo, git }: RunnerStage, hasHistory: boolean): void {
  const spot = (part: string, nth: number) => `// ${part} ${nth}\n${'//\n'.repeat(6)}`;
  for (const group of GROUPS) {
    mkdirSync(path.join(repo, 'src', group), { recursive: true });
    const text = PARTS.flatMap((part) => [spot(part, 1), spot(part, 2)]).join('');
    for (const part of PARTS) writeFileSync(path.join(repo, 'src', group, `${part}.js`), text);
  }
  const commit = () => {
    git('add', '-A');
    git('commit', '-q', '-m', 'As it is');
  };
  commit();
  for (let round = 0; hasHistory && round < 3; round++)
    for (const group of GROUPS)
      for (const other of ['api', 'view']) {
        for (const part of [other, 'table'])
          writeFileSync(path.join(repo, 'src', group, `${part}.js`), `// ${round} ${other}\n`, { flag: 'a' });
        commit();
      }
  // Three machines that move one folder would find it in the middle of each other's moves.
  git('checkout', '-q', '--detach');
}
