// The best model first, then cheaper ones; each tried again once: node examples/strategies/adaptive-fallback.mjs [folder]
import { OrchestratorSession, runCascade, runWithFallback } from 'agent-orchestrator';

const session = new OrchestratorSession('adaptive', { workingDir: process.argv[2] ?? '.' });
const by = (model) =>
  session.createProcess('Explain this code in a sentence.\nsay it counts money', model, {
    model,
    streamOutput: false,
    retry: { attempts: 2, backoff: 1 },
  });

const result = await runWithFallback([by('opus'), by('sonnet'), by('haiku')], { timeout: 300 });
console.log(result.exitCode === 0 ? `✓ ${result.processId}: ${result.output.trim()}` : `✗ ${result.stderr}`);

// From the cheapest on, until an answer is good enough.
const cascade = await runCascade([by('haiku'), by('sonnet')], {
  accept: ({ output }) => output.includes('money'),
});
console.log(`${cascade.accepted ? '✓' : '✗'} ${cascade.result.processId} was good enough`);
process.exitCode = result.exitCode === 0 && cascade.accepted ? 0 : 1;
