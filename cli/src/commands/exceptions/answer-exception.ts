import { text as readAll } from 'node:stream/consumers';
import { type Cap, type Exception, getException, resolveException } from '@/contract/exception';
import { openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import type { AnswerOptions } from '../answer';
import { readMicros, readMinutes, readWhole } from '../read-amount';
import { readExceptionRef } from '../read-ref';

/** Answers an exception by an option, a text, or both; it is refused where somebody has changed it since it was read. */
export async function answerException(
  given: string,
  wanted: string | undefined,
  options: AnswerOptions,
): Promise<void> {
  const ref = readExceptionRef(given);
  const text = options.text === '-' ? (await readAll(process.stdin)).trim() : options.text;
  const cap = capOf(options);
  const dashboard = openDashboard(options);
  const exception = await dashboard.call(getException, { params: { id: ref } });
  const status = options.dismiss ? 'dismissed' : options.acknowledge ? 'acknowledged' : 'resolved';
  const option = wanted === undefined ? undefined : chosen(exception, wanted);
  if (status === 'resolved' && option === undefined && text === undefined) throw nothingChosen(exception);
  const answered = await dashboard.call(resolveException, {
    params: { id: ref },
    body: { status, option, text, cap, always: alwaysOf(options), version: exception.version },
  });
  if (options.json) return printJson({ data: answered });
  print(`${answered.ref} is ${answered.status}${option ? ` (${option})` : ''}. ${answered.title}`);
}

/** The id of the option that was named by its id or number. */
function chosen(exception: Exception, wanted: string): string {
  const byNumber = /^[1-9]\d?$/.test(wanted) ? exception.options[Number(wanted) - 1] : undefined;
  const option = exception.options.find(({ id }) => id === wanted) ?? byNumber;
  if (option) return option.id;
  throw new Failure(
    'NO_SUCH_OPTION',
    `${exception.ref} has no option “${wanted}”. ${known(exception)}`,
    'usage',
  );
}

const known = ({ options }: Exception) =>
  options.length > 0
    ? `There are: ${options.map(({ id, label }) => `${id} (${label})`).join(', ')}.`
    : 'It takes an answer in words: give one with --text.';

const nothingChosen = (exception: Exception) =>
  new Failure(
    'NOTHING_CHOSEN',
    `Say what to answer ${exception.ref}, “${exception.title}”. ${known(exception)}`,
    'usage',
  );

function alwaysOf({ always, prefix }: AnswerOptions) {
  if (prefix !== undefined && !always)
    throw new Failure('WRONG_USAGE', '--prefix goes with --always alone.', 'usage');
  return always ? { prefix } : undefined;
}

function capOf({ budget, maxTurns, timeout }: AnswerOptions): Cap | undefined {
  if (budget === undefined && maxTurns === undefined && timeout === undefined) return undefined;
  return {
    budgetMicros: budget === undefined ? undefined : readMicros(budget),
    maxTurns: maxTurns === undefined ? undefined : readWhole(maxTurns, '--max-turns'),
    timeoutMs: timeout === undefined ? undefined : readMinutes(timeout),
  };
}
