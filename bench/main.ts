import { aboveZero, npmCommand, wholeNumber } from '../scripts/npm-command';
import { api } from './api';
import { claim } from './claim';
import { collisions } from './collisions';
import { dispatch } from './dispatch';
import { flow } from './flow';
import { flowPage } from './flow-page';
import { growth } from './growth';
import { heartbeat } from './heartbeat';
import { hooks } from './hooks';
import { idle } from './idle';
import { lists } from './lists';
import { live } from './live';
import { locks } from './locks';
import { logs } from './logs';
import { overload } from './overload';
import { page } from './page';
import { describeMachine } from './report/describe-machine';
import { printReport } from './report/print-report';
import type { Scale } from './report/scale';

/** `npm run bench -- NAME [--json] [--rounds 3] [--seconds 4] [--rows 100000]` */
const BENCHES = {
  api,
  claim,
  growth,
  dispatch,
  heartbeat,
  overload,
  idle,
  logs,
  live,
  locks,
  hooks,
  collisions,
  lists,
  page,
  flow,
  'flow-page': flowPage,
};

const command = npmCommand(
  'npm run bench',
  'Measures us beside a peer or a physical limit, in the same minutes.',
)
  .argument('[name]', `what: ${Object.keys(BENCHES).join(', ')}`, '')
  .option('--json', 'one last line for programs')
  .option('--rounds <n>', 'how often each side runs', wholeNumber, 3)
  .option('--seconds <n>', 'the length of a window', aboveZero, 4)
  .option('--rows <n>', 'waiting tasks, where a bench has a queue', wholeNumber, 100_000)
  .parse();
const { json, ...scale } = command.opts<Scale & { json?: true }>();
const [name = ''] = command.args;
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name as keyof typeof BENCHES] : undefined;
if (!bench) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
try {
  const { results, postgres } = await bench(scale);
  const machine = describeMachine(postgres);
  printReport(name, results);
  if (json) console.log(JSON.stringify({ bench: name, results, machine }, rounded));
} catch (error) {
  console.error(`The bench "${name}" could not be completed: ${(error as Error).message}`);
  process.exitCode = 1;
}

/** Four digits say all that a bench knows. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
