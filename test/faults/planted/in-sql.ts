import type { Defect } from './defect';

/** Mistakes in statements of the hot path. */
export const IN_SQL: Defect[] = [
  {
    name: 'any-token-writes-for-any-agent',
    invariant: 'I4',
    place: 'sql',
    file: 'src/domain/leases/lock-live-agent.sql.ts',
    find: 'join lease l on l.agent_id = g.agent_id and l.token_hash = g.token_hash',
    replace: 'join lease l on l.agent_id = g.agent_id',
    layer: 'model',
  },
  {
    name: 'a-heartbeat-needs-no-token',
    invariant: 'I4',
    place: 'sql',
    file: 'src/domain/leases/renew-leases.sql.ts',
    find: 'join lease l on l.agent_id = b.agent_id and l.token_hash = b.token_hash',
    replace: 'join lease l on l.agent_id = b.agent_id',
    layer: 'model',
  },
  {
    name: 'a-chunk-needs-no-token',
    invariant: 'I4',
    place: 'sql',
    file: 'src/domain/logs/append-chunks.sql.ts',
    find: 'join lease l on l.agent_id = g.agent_id and l.token_hash = g.token_hash',
    replace: 'join lease l on l.agent_id = g.agent_id',
    layer: 'model',
  },
  {
    name: 'a-chunk-fits-anywhere-behind',
    invariant: 'I5',
    place: 'sql',
    file: 'src/domain/logs/append-chunks.sql.ts',
    find: 'select distinct on (agent_id) * from live where off = log_bytes order by agent_id, ord',
    replace: 'select distinct on (agent_id) * from live where off >= log_bytes order by agent_id, ord',
    layer: 'model',
  },
  {
    name: 'the-digest-forgets-the-offset',
    invariant: 'I5',
    place: 'sql',
    file: 'src/domain/logs/append-chunks.sql.ts',
    find: '|| int8send(f.off) || int4send',
    replace: '|| int8send(0) || int4send',
    layer: 'model',
  },
];
