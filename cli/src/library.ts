// What other programs import from this package.
export { type Aggregate, aggregateResults } from './strategies/aggregate-results';
export { ClaudeProcess, type ClaudeProcessOptions } from './strategies/claude-process';
export { OrchestratorSession, type SessionOptions } from './strategies/orchestrator-session';
export type { ProcessResult, RunChanges, Runnable } from './strategies/process-result';
export { type BatchOptions, runBatched } from './strategies/run-batched';
export { type CascadeOptions, type CascadeResult, runCascade } from './strategies/run-cascade';
export { type DebateOptions, type DebateResult, runDebate } from './strategies/run-debate';
export { type NVersionOptions, type NVersionResult, runNVersion } from './strategies/run-n-version';
export type { Progress, StrategyOptions } from './strategies/run-one';
export { type PanelOptions, type PanelResult, runPanel, type Vote } from './strategies/run-panel';
export { type ParallelOptions, runParallel } from './strategies/run-parallel';
export { runSequential, type SequentialOptions } from './strategies/run-sequential';
export { type FallbackOptions, runWithFallback } from './strategies/run-with-fallback';
