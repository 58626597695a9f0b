import { InvalidArgumentError } from 'commander';

/** A number of lines as a person typed it: none or more. Throws where it is no whole number. */
export function readCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('Give a whole number.');
  return count;
}
