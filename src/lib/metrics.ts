import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { shared } from './shared';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const WAITS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400];
const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * What this process counts, for Prometheus. Labels are of this program's own few words: never an id, a name or a text
 * of somebody's. docs/operations.md has a row for each; a test compares.
 */
export const metrics = () => shared('metrics', makeMetrics);

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `ao_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `ao_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name: `ao_${name}`, help, buckets, labelNames, registers });
  return {
    registry,
    requests: histogram('http_request_seconds', 'Requests of the API', SECONDS, 'route', 'status'),
    claims: counter('claims_total', 'Claims that were answered', 'answer'),
    claimWait: histogram('claim_wait_seconds', 'From queued to claimed', WAITS),
    heartbeats: counter('heartbeats_total', 'Heartbeats of live agents'),
    logBytes: counter('log_bytes_total', 'Bytes of logs that were taken'),
    results: counter('results_total', 'Results of agents that were taken', 'outcome'),
    swept: counter('swept_total', 'What sweeps of this process did', 'sweep'),
    batches: histogram('batch_size', 'Calls that shared one statement', BATCHES, 'batch'),
    eventLag: histogram('event_lag_seconds', 'From a fact to the streams of this process', SECONDS),
    pool: gauge('pool_connections', 'Connections to the database', 'pool', 'state'),
    tasks: gauge('tasks', 'Open tasks', 'status'),
    ready: gauge('queue_ready', 'Tasks that a runner may claim now'),
    oldest: gauge('queue_oldest_seconds', 'How long the first of them has waited'),
    runners: gauge('runners', 'Runners that are not revoked', 'liveness'),
    leases: gauge('leases', 'Leases of live agents', 'state'),
    exceptions: gauge('exceptions_open', 'Exceptions that wait for a person'),
  };
}
