import type { Command } from 'commander';
import { bashScript } from './bash';
import { collectWords, type Place } from './collect-words';
import { fishScript } from './fish';
import { powershellScript } from './powershell';
import { zshScript } from './zsh';

const SCRIPTS: Record<string, (names: string[], places: Place[]) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The names that the program is installed under. */
const NAMES = ['agent-orchestrator', 'swarm'];

/** Prints the completion script of a shell. */
export function printCompletion(program: Command, shell: string): void {
  process.stdout.write(SCRIPTS[shell]?.(NAMES, collectWords(program)) ?? '');
}
