// Several looks at the same code, three at a time: node examples/strategies/parallel-analysis.mjs [folder]
import { aggregateResults, OrchestratorSession, runParallel } from 'agent-orchestrator';

const session = new OrchestratorSession({
  patternName: 'parallel-analysis',
  workingDir: process.argv[2] ?? '.',
});
const look = (what) =>
  session.createProcess(`Analyse the ${what} of this code. Change nothing.\nsay ${what}`, what, {
    streamOutput: false,
  });

const results = await runParallel(['security', 'performance', 'maintainability'].map(look), {
  maxWorkers: 3,
  onProgress: ({ processId, state, done, total }) =>
    session.log(`${processId} ${state}, ${done} of ${total}`),
});
for (const { processId, exitCode, duration } of results)
  console.log(exitCode === 0 ? `✓ ${processId}: ${duration.toFixed(1)}s` : `✗ ${processId}: FAILED`);

const { succeeded, total, combined } = aggregateResults(results);
console.log(`${succeeded} of ${total} succeeded; logs: ${session.logDir}\n\n${combined}`);
process.exitCode = succeeded === total ? 0 : 1;
