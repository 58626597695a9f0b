// Two at a time, each batch told what the one before it did: node examples/strategies/batched-migration.mjs [folder]
import { OrchestratorSession, runBatched } from 'agent-orchestrator';

const session = new OrchestratorSession('migration', { workingDir: process.argv[2] ?? '.' });
const files = ['cart.js', 'money.js', 'receipt.js'];
const processes = files.map((file) =>
  session.createProcess(
    `Look at src/${file} and say what would have to change for TypeScript.\nsay ${file}`,
    file,
    {
      streamOutput: false,
      limits: { memoryMb: 4096 },
    },
  ),
);
const results = await runBatched(processes, { batchSize: 2, passOutput: true });
for (const { processId, exitCode, duration } of results)
  console.log(`${exitCode === 0 ? '✓' : '✗'} ${processId}: ${duration.toFixed(1)}s`);
process.exitCode = results.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
