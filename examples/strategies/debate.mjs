// Two points of view and somebody who concludes: node examples/strategies/debate.mjs [folder]
import { OrchestratorSession, runDebate } from 'agent-orchestrator';

const session = new OrchestratorSession('debate', { workingDir: process.argv[2] ?? '.' });
const voice = (id, prompt) => session.createProcess(prompt, id, { streamOutput: false });

const { rounds, conclusion } = await runDebate(
  [
    voice('for', 'Argue for splitting src/receipt.js.\nsay split it'),
    voice('against', 'Argue against splitting src/receipt.js.\nsay leave it'),
  ],
  { rounds: 2, moderator: voice('moderator', 'Conclude.\nsay leave it for now') },
);
console.log(`${rounds.length} rounds`);
console.log(`${conclusion?.exitCode === 0 ? '✓' : '✗'} ${conclusion?.output.trim()}`);
process.exitCode = conclusion?.exitCode === 0 ? 0 : 1;
