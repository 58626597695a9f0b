import { INVARIANTS, type Invariant } from './defect';
import type { Verdict } from './plant';

/** So many of all planted defects may stay unseen. */
const MAY_ESCAPE = 1;

/** Prints what became of each planted defect, by invariant; answers whether enough of them were found. */
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
  console.log(`\n${found} of ${verdicts.length} planted defects found`);
  return found >= verdicts.length - MAY_ESCAPE;
}
