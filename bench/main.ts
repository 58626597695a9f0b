import { parseArgs } from 'node:util';
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    rows: { type: 'string', default: '100000' },
  },
});
const [name = ''] = positionals;
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name as keyof typeof BENCHES] : undefined;
if (!bench) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
try {
  const { results, postgres } = await bench({
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    rows: Number(values.rows),
  });
  const machine = describeMachine(postgres);
  printReport(name, results);
  if (values.json) console.log(JSON.stringify({ bench: name, results, machine }, rounded));
} catch (error) {
  console.error(`The bench "${name}" could not be completed: ${(error as Error).message}`);
  process.exitCode = 1;
}

/** Four digits say all that a bench knows. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
