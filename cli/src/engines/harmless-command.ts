// Anything that could start a second command, redirect, or substitute makes a command more than it seems.
const PLAIN = /^[\w./:=@,+ -]+$/;
const HARMLESS = [
  /^(ls|pwd|cat|head|tail|wc|which|date|true|echo|printf)( |$)/,
  /^git (status|diff|log|show|blame|ls-files|rev-parse)( |$)/,
  /^node --(test|check|version)( |$)/,
  /^(npm|pnpm|yarn) (test|t|run (test|check|lint|typecheck|build))( |$)/,
  /^npx (--no-install )?(vitest|jest|mocha|tsc|biome|eslint|prettier)( |$)/,
  /^(pytest|python3? -m (pytest|unittest)|go (test|vet|build)|cargo (test|check|build|clippy)|mvn test|gradle test|make (test|check))( |$)/,
];

/** Whether a command may run unasked where there is no sandbox: it only reads, or it runs the checks that the runner runs anyway. */
export function isHarmlessCommand(command: string): boolean {
  const trimmed = command.trim();
  if (
    !PLAIN.test(trimmed) ||
    /(^| )(-o|--output|--ext-diff|--textconv|-c|-C|--git-dir|--exec)\b/.test(trimmed)
  )
    return false;
  if (/(^|[ =])(\/|~|\.\.\/|\.\.( |$))/.test(trimmed)) return false;
  return HARMLESS.some((pattern) => pattern.test(trimmed));
}
