import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEFECTS } from '../test/faults/planted/defects';
import { copyTree, failingLayers, tryDefect, type Verdict } from '../test/faults/planted/plant';
import { reportPlanted } from '../test/faults/planted/report';

/** `npm run test:faults`: the planted defects with --planted; --only names some of them. */
const { values: flags } = parseArgs({
  options: { planted: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
if (flags.planted) process.exit((await planted(flags.only)) ? 0 : 1);

async function planted(only: string[] | undefined): Promise<boolean> {
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
    verdicts.push(await tryDefect(tree, defect));
    const { end, seconds } = verdicts.at(-1)!;
    console.log(`${end}  ${seconds} s  ${defect.name}`);
  }
  return reportPlanted(verdicts);
}
