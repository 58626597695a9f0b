import { TERMINAL } from '@/contract/terminal-status';
import { TASK_MOVES } from '@/domain/tasks/task-state';

/** docs/states.md: the states of a task as a diagram and a table, printed from the one that the code obeys. */
export function statesPage(): string {
  const moves = Object.entries(TASK_MOVES).flatMap(([from, to]) =>
    Object.entries(to).map(([status, who]) => ({ from, to: status, who })),
  );
  return [
    '# States of a task',
    '',
    'Printed by `npm run states` from `src/domain/tasks/task-state.ts`; a test fails where this page is not current. The database holds the same table in a trigger, so no other move can be written by anybody.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> DRAFT',
    '  [*] --> QUEUED',
    ...moves.map(({ from, to }) => `  ${from} --> ${to}`),
    ...[...TERMINAL].map((status) => `  ${status} --> [*]`),
    '```',
    '',
    '| from | to | when |',
    '|---|---|---|',
    ...moves.map(({ from, to, who }) => `| ${from} | ${to} | ${who} |`),
    '',
    `${[...TERMINAL].join(', ')} are final. Every other move is refused with \`ILLEGAL_TRANSITION\`.`,
    '',
  ].join('\n');
}
