import { forecastFlow } from '@/contract/flow-calls';
import type { FlowPlan } from '@/contract/flow-plan';
import { openDashboard } from '../../server/dashboard';
import { sayMoney } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printFacts } from '../../terminal/table';
import type { VersionOptions } from '../flows';
import { readWhole } from '../read-amount';

/** Prints what a flow would do and take. */
export async function forecastOneFlow(ref: string, options: VersionOptions): Promise<void> {
  const version = options.at === undefined ? undefined : readWhole(options.at, '--at');
  const plan = await openDashboard(options).call(forecastFlow, { params: { id: ref }, query: { version } });
  if (options.json) return printJson({ data: plan });
  printFacts([
    ['time', rangeOf(plan.ms, sayTime)],
    ['cost', rangeOf(plan.micros, sayMoney)],
    ['agents', rangeOf(plan.agents, String)],
    ['longest way', plan.criticalPath.join(' → ')],
    ...plan.waves.map((wave, i): [string, string] => [`wave ${i + 1}`, wave.join(', ')]),
  ]);
  if (plan.unknownRoles.length > 0)
    print(`No history yet of ${plan.unknownRoles.join(', ')}: three finished tasks of a role are needed.`);
  for (const note of plan.notes) print(note);
}

const rangeOf = (range: FlowPlan['ms'], say: (value: number) => string): string => {
  if (!range) return 'no history yet';
  const [low, high] = range.map(say);
  return low === high ? low! : `${low} to ${high}`;
};

const sayTime = (ms: number): string =>
  ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
