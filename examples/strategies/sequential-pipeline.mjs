// Each stage reads what the one before it found: node examples/strategies/sequential-pipeline.mjs [folder]
import { OrchestratorSession, runSequential } from 'agent-orchestrator';

const session = new OrchestratorSession('pipeline', { workingDir: process.argv[2] ?? '.' });
const stage = (id, prompt) => session.createProcess(prompt, id, { streamOutput: false, timeout: 600 });

const results = await runSequential(
  [
    stage('analyse', 'Analyse this code base.\nsay it is small'),
    stage('plan', 'Plan improvements.\nsay more tests'),
    stage('report', 'Write a summary of both.\nsay small, needs tests'),
  ],
  { passOutput: true, stopOnFailure: true },
);
for (const { processId, exitCode, output } of results)
  console.log(`${exitCode === 0 ? '✓' : '✗'} ${processId}: ${output.trim()}`);
process.exitCode = results.length === 3 && results.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
