// Runs the scripted model by itself: node --import tsx examples/scripted-model/main.ts [--port 8787]
import { SCENARIOS } from './scenarios';
import { startScriptedModel } from './start-scripted-model';

const at = process.argv.indexOf('--port');
const model = await startScriptedModel({ port: at > 0 ? Number(process.argv[at + 1]) : 8787 });
console.log(`Scripted model on ${model.url()}\n`);
for (const { name, about } of SCENARIOS) console.log(`  ${name.padEnd(16)} ${about}`);
console.log(`\nTry it:  ANTHROPIC_BASE_URL=${model.url('edit')} ANTHROPIC_API_KEY=none claude -p "go"`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void model.close().then(() => process.exit(0)));
