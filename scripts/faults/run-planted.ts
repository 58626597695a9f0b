import path from 'node:path';
import { DEFECTS } from '../../test/faults/planted/defects';
import { copyTree, failingLayers, tryDefect, type Verdict } from '../../test/faults/planted/plant';
import { keepVerdict, keptVerdicts, reportPlanted } from '../../test/faults/planted/report';

/** So many copies of the checkout at once: their tests wait more than they reckon. */
const LANES = 2;

/**
 * Tries planted defects, all or those that are named; answers whether enough of all were found. What became of each is
 * kept, so that a long run may be done in pieces.
 */
export async function runPlanted(only: string[] | undefined): Promise<boolean> {
  const wanted = DEFECTS.filter(({ name, layer }) => !only || only.includes(name) || only.includes(layer));
  const trees = Array.from({ length: LANES }, (_, lane) => path.resolve('.data/planted', String(lane)));
  for (const tree of trees) copyTree(tree);
  const failing = await failingLayers(trees[0]!, new Set(wanted.map(({ layer }) => layer)));
  if (failing.length > 0) {
    console.error(`These fail with nothing planted, so they prove nothing:\n  ${failing.join('\n  ')}`);
    return false;
  }
  const left = [...wanted];
  const verdicts: Verdict[] = [];
  const lane = async (tree: string) => {
    for (let defect = left.shift(); defect; defect = left.shift()) {
      const verdict = await tryDefect(tree, defect);
      verdicts.push(verdict);
      keepVerdict(verdict);
      console.log(`${verdict.end}  ${verdict.seconds} s  ${defect.name}  ${verdict.said}`);
    }
  };
  await Promise.all(trees.map(lane));
  const done = new Set(verdicts.map(({ defect }) => defect.name));
  return reportPlanted([...verdicts, ...keptVerdicts().filter(({ defect }) => !done.has(defect.name))]);
}
