import type { FlowFault } from '@/contract/flow-fault';
import { EXIT } from '../../terminal/failure';
import { print } from '../../terminal/say';

/** Sets the exit code where a fault keeps the flow from running. Returns how many do. */
export function countErrors(faults: FlowFault[]): number {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = EXIT.failure;
  return errors;
}

/** Prints each fault with its place. */
export function printFaults(faults: FlowFault[]): void {
  for (const { severity, code, message, path } of faults)
    print(`${severity === 'error' ? 'fault' : 'note '}  ${code}  ${path || '/'}  ${message}`);
}
