import type { Verdict } from './verdict';

/** The class of a failed request to the model: what decides whether and when trying again makes sense. */
export function providerReason(
  status: number | null,
  error: string | null,
  said: string,
): NonNullable<Verdict['reason']> {
  if (status === 401 || status === 403 || error === 'authentication_failed') return 'provider_auth';
  if (
    status === 429 ||
    error === 'rate_limit' ||
    error === 'billing_error' ||
    /credit balance|usage limit/i.test(said)
  )
    return 'provider_quota';
  if (status === 529 || (status !== null && status >= 500)) return 'provider_overloaded';
  if (status === null && /connection|ECONN|ENOTFOUND|EAI_AGAIN|network|timed? ?out|socket/i.test(said))
    return 'provider_network';
  if (status === null && error === 'server_error') return 'provider_overloaded';
  return 'unknown';
}
