import path from 'node:path';
import { DEFECTS } from '../../test/faults/planted/defects';
import { copyTree, failingLayers, tryDefect, type Verdict } from '../../test/faults/planted/plant';
import { reportPlanted } from '../../test/faults/planted/report';

/** Tries planted defects one by one, all or those that are named; answers whether enough of them were found. */
export async function runPlanted(only: string[] | undefined): Promise<boolean> {
  const wanted = DEFECTS.filter(({ name, layer }) => !only || only.includes(name) || only.includes(layer));
  const tree = path.resolve('.data/planted');
  copyTree(tree);
  const failing = await failingLayers(tree, new Set(wanted.map(({ layer }) => layer)));
  if (failing.length > 0) {
    console.error(`These fail with nothing planted, so they prove nothing:\n  ${failing.join('\n  ')}`);
    return false;
  }
  const verdicts: Verdict[] = [];
  for (const defect of wanted) {
    const verdict = await tryDefect(tree, defect);
    verdicts.push(verdict);
    console.log(`${verdict.end}  ${verdict.seconds} s  ${defect.name}  ${verdict.said}`);
  }
  return reportPlanted(verdicts);
}
