import { env } from './env';

/** What no answer of ours needs a browser to allow. */
const NOTHING = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const YEAR_S = 31_536_000;

/** Headers of every answer, page or not. Under https a browser is told to come by nothing else. */
const COMMON: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const transport = (): Record<string, string> =>
  env().PUBLIC_URL?.startsWith('https:')
    ? { 'strict-transport-security': `max-age=${YEAR_S}; includeSubDomains` }
    : {};

let ofData: Record<string, string> | undefined;

/** Headers of every answer of the API: data, which no browser runs, frames or hands to another site. */
export const dataHeaders = (): Record<string, string> =>
  (ofData ??= {
    ...COMMON,
    ...transport(),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  });

/** Headers of a page whose own scripts carry `nonce`. */
export const pageHeaders = (nonce: string): Record<string, string> => ({
  ...COMMON,
  ...transport(),
  'content-security-policy': pagePolicy(nonce),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': NOTHING,
  'x-frame-options': 'DENY',
});

/**
 * Scripts run where they carry the nonce or are loaded by one that does. Styles of elements come from our own files or
 * carry the nonce; what a component sizes by `style` needs style attributes, which load and run nothing.
 */
function pagePolicy(nonce: string): string {
  const development = env().NODE_ENV === 'development';
  const parts = {
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src-elem': `'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    'style-src-attr': "'unsafe-inline'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-src': "'none'",
    'frame-ancestors': "'none'",
    'worker-src': "'self'",
  };
  return Object.entries(parts)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
