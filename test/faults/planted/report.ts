import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { INVARIANTS, type Invariant } from './defect';
import { DEFECTS } from './defects';
import type { Verdict } from './plant';

/** So many of all planted defects may stay unseen. */
const MAY_ESCAPE = 1;
const KEPT = path.resolve('.data/reports/planted');

/** Keeps what became of a defect for the report of a later run. */
export function keepVerdict(verdict: Verdict): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(path.join(KEPT, `${verdict.defect.name}.json`), JSON.stringify(verdict));
}

/** What earlier runs have found of the defects as they are planted now. */
export function keptVerdicts(): Verdict[] {
  mkdirSync(KEPT, { recursive: true });
  return readdirSync(KEPT)
    .map((name) => JSON.parse(readFileSync(path.join(KEPT, name), 'utf8')) as Verdict)
    .filter((kept) => DEFECTS.some((now) => JSON.stringify(now) === JSON.stringify(kept.defect)));
}

/** Prints what became of each planted defect, by invariant; answers whether all but a few of those tried were found. */
export function reportPlanted(verdicts: Verdict[]): boolean {
  for (const id of Object.keys(INVARIANTS) as Invariant[]) {
    const here = verdicts.filter(({ defect }) => defect.invariant === id);
    if (here.length === 0) continue;
    console.log(`\n${id}: ${INVARIANTS[id]}`);
    for (const { defect, end, seconds, said } of here)
      console.log(
        `  ${end.padEnd(9)} ${String(seconds).padStart(4)} s  ${defect.layer.padEnd(8)} ${defect.place.padEnd(6)} ${defect.name}${end === 'found' ? '' : `  ${said}`}`,
      );
  }
  const found = verdicts.filter(({ end }) => end === 'found').length;
  console.log(
    `\n${found} of ${verdicts.length} planted defects found; ${DEFECTS.length - verdicts.length} were not tried`,
  );
  return found >= verdicts.length - MAY_ESCAPE;
}
