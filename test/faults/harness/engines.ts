import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from './machine';

/** The engines that run on a machine now, as this system numbers them: inside a sandbox they have other numbers. */
export function enginesOf(machine: Machine): number[] {
  const home = `HOME=${path.join(machine.root, 'home')}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [program = '', script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return (
          /node$/.test(program) &&
          script.endsWith('claude.mjs') &&
          readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(home)
        );
      } catch {
        return false;
      }
    });
}
