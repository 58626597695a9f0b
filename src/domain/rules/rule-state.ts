import type { Subject } from '@/contract/exception';

/** What a rule is about. */
export interface Pattern {
  tool: string;
  input: string;
  prefix: boolean;
}

/** Words, paths, numbers and flags: nothing by which a shell begins another command, reads a file or fills something in. */
const PLAIN = /^[A-Za-z0-9 _./:=@,+-]*$/;

/**
 * Whether a rule is about this: the same tool and the same input to the last character. A prefix stands for commands that
 * go on with plain words alone, so that no rule for `npm test` lets `npm test; curl …` in. Pure.
 */
export function isMeant({ tool, input, prefix }: Pattern, asked: Subject): boolean {
  if (asked.tool !== tool) return false;
  if (asked.input === input) return true;
  return prefix && asked.input.startsWith(`${input} `) && PLAIN.test(asked.input) && !climbs(asked.input);
}

/** Why these words cannot stand for commands like the one asked about; null where they can. */
export function prefixFault({ tool, input }: Subject, prefix: string): string | null {
  if (tool !== 'Bash') return 'Only a command can be named by its first words. Leave prefix out.';
  if (!PLAIN.test(prefix) || prefix !== prefix.trim() || climbs(prefix))
    return 'First words may hold letters, digits, spaces and _ . / : = @ , + - only, and no way upwards (..).';
  if (input !== prefix && !input.startsWith(`${prefix} `))
    return `The first words must be those of the command that was asked about: ${input.slice(0, 200)}`;
  return null;
}

const climbs = (command: string): boolean => command.split(/[ /=:,]/).includes('..');
