import { providerReason } from '../provider-reason';
import type { Verdict } from '../verdict';
import type { ResultFacts } from './parse-line';

/**
 * Judges a turn by the engine's result. Its subtype alone says nothing: a failed request to the model
 * also ends as "success". `error` is the `error` field of the last assistant message.
 */
export function classifyTurn(facts: ResultFacts, error: string | null): Verdict {
  const { terminalReason, subtype } = facts;
  const said = facts.text || facts.errors.join('; ');
  if (!facts.isError && terminalReason !== 'tool_deferred') return { ok: true, reason: null, message: said };
  const failed = (reason: NonNullable<Verdict['reason']>, fallback: string): Verdict => ({
    ok: false,
    reason,
    message: said || fallback,
  });
  if (terminalReason === 'budget_exhausted' || subtype === 'error_max_budget_usd')
    return failed('budget_exhausted', 'The budget is used up.');
  if (terminalReason === 'max_turns' || subtype === 'error_max_turns')
    return failed('turns_exhausted', 'The turns are used up.');
  if (terminalReason?.startsWith('aborted')) return failed('cancelled', 'It was interrupted.');
  if (/not logged in|run \/login/i.test(said))
    return failed('claude_not_logged_in', 'Claude Code is not logged in.');
  return failed(providerReason(facts.apiErrorStatus, error, said), 'The model could not be reached.');
}

/** Judges a process that ended without a result. */
export function classifyExit(exit: { code: number | null; signal: string | null }, stderr: string): Verdict {
  const tail = stderr.trim().split('\n').slice(-5).join('\n').slice(-1000);
  const how = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
  const reason = exit.code === 0 ? 'no_result' : 'process_crash';
  return { ok: false, reason, message: `Claude Code ${how} without a result.${tail ? `\n${tail}` : ''}` };
}
