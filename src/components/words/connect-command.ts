/** The words beside a command that has a secret in it. */
export const words = { show: 'Show', hide: 'Hide' };
