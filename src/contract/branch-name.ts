const PLAIN = /^[A-Za-z0-9][\w./+#@=,%-]{0,200}$/;

/**
 * Whether a name may be used as a branch, by the server and by every machine: plain characters only, and nothing that git
 * could take for an option or an expression.
 */
export const isBranchName = (name: string): boolean =>
  PLAIN.test(name) &&
  !name.includes('..') &&
  !name.includes('//') &&
  !name.endsWith('/') &&
  !name.endsWith('.') &&
  !name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock')) &&
  !/^HEAD$/i.test(name);
