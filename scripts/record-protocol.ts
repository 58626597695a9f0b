// Records what the runner of this version says to its server, for the test of mixed versions, on an empty database:
// DATABASE_URL=… npx tsx --tsconfig tsconfig.node.json scripts/record-protocol.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listExceptions, resolveException } from '@/contract/exception';
import { PROTOCOL } from '@/contract/protocol';
import { migrate } from '@/server/migrate';
import { startScriptedModel } from '../examples/scripted-model/start-scripted-model';
import { buildProgram } from '../test/cli/commands/run-program';
import { stageRunner } from '../test/cli/runner/stage-runner';
import { startRecorder } from '../test/recorded/record-calls';
import { startApi } from '../test/support/api-server';
import { fetchClaude } from './fetch-claude';

await migrate(process.env.DATABASE_URL ?? '', path.resolve('prisma/migrations'));
await buildProgram();
const api = await startApi({ door: 'own', env: { RATE_LIMIT_ENABLED: 'false' } });
const model = await startScriptedModel();
const recorder = await startRecorder(api.url);
const stage = await stageRunner({ url: recorder.url, model: model.url() });
const runner = stage.start([], { CLAUDE_BIN: await fetchClaude() });
const first = await stage.task({ title: 'Add percentOf to the money module', riskLevel: 'LOW' });
await stage.until(first.ref, 'COMPLETED');
const second = await stage.task({ title: 'Say the currency', riskLevel: 'LOW' });
for (let asked: { ref: string } | undefined; !asked; await pause(100)) {
  const open = await stage.call(listExceptions, { query: { taskId: second.ref, status: 'open' } });
  asked = (open as never as { ref: string }[])[0];
  if (asked) await stage.call(resolveException, { params: { id: asked.ref }, body: { option: '1' } });
}
await stage.until(second.ref, 'COMPLETED');
runner.child.kill('SIGINT');
await runner.ended();
const recording = recorder.stop({ [stage.root]: '/home/ana', [path.resolve('.')]: '/srv/orchestrator' });
const file = `test/recorded/protocol-${PROTOCOL}.json`;
writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
console.log(`${file}: ${recording.calls.length} calls`);
await stage.remove();
await model.close();
await api.stop();
process.exit(0);
