import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { chance } from '../../../support/random-history';
import type { Fault, Seen } from '../../harness/fault-proxy';
import type { Stage } from '../../harness/stage';
import type { Row } from '../row';

/** Some work on every machine while a fault is decided for each request; all of it has to be done afterwards. */
async function under(
  stage: Stage,
  ms: number,
  decide: (seen: Seen, below: (n: number) => number) => Fault | null,
) {
  const { below } = chance(stage.seed);
  const refs: string[] = [];
  for (const machine of stage.machines) machine.start();
  for (let n = 0; n < stage.machines.length * 2; n++)
    refs.push(await stage.task('normal lines=20 pauseMs=40'));
  await stage.eventually('work has begun', async () =>
    (await Promise.all(refs.map(stage.status))).some((status) => status === 'IN_PROGRESS'),
  );
  for (const machine of stage.machines) machine.proxy.decide = (seen) => decide(seen, below);
  await pause(ms);
  for (const machine of stage.machines) machine.proxy.decide = () => null;
  for (const ref of refs) await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN', 'IN_REVIEW');
  const met = stage.machines.flatMap(({ proxy }) => [...proxy.met]);
  if (met.length === 0) throw new Error('no request met the fault');
  return met.map(([kind, times]) => `${kind} ${times}`).join(', ');
}

const foreign = (status: number, type: string, body: string, more: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers: { 'content-type': type, ...more },
  body,
});

export const NETWORK_ROWS: Row[] = [
  {
    number: 12,
    fault: 'network cut both ways, shorter and longer than the lease',
    holds: 'I1 I3 I5; the spool drains afterwards',
    machines: 2,
    run: async (stage) => {
      const short = await under(stage, 900, () => ({ kind: 'reset' }));
      const long = await under(stage, 6000, () => ({ kind: 'reset' }));
      return `${short}; ${long}`;
    },
  },
  {
    number: 13,
    fault: 'requests arrive, answers do not',
    holds: 'I2 I3 I5: claims, offsets and results are repeatable',
    machines: 2,
    run: (stage) =>
      under(stage, 6000, (_seen, below) =>
        below(10) < 4 ? { kind: below(2) ? 'lose-answer' : 'reset-answer' } : null,
      ),
  },
  {
    number: 14,
    fault: 'half-open connections: nothing arrives and nothing is closed',
    holds: 'a heartbeat is cut off within one interval, I3',
    machines: 1,
    run: (stage) => under(stage, 5000, (_seen, below) => (below(2) ? { kind: 'lose-request' } : null)),
  },
  {
    number: 15,
    fault: 'every request is sent twice',
    holds: 'all invariants',
    machines: 2,
    run: (stage) => under(stage, 6000, () => ({ kind: 'twice' })),
  },
  {
    number: 16,
    fault: 'requests are delayed and overtake each other',
    holds: 'an old heartbeat neither shortens nor revives: I4',
    machines: 2,
    run: (stage) => under(stage, 7000, (_seen, below) => ({ kind: 'latency', ms: below(3000) })),
  },
  {
    number: 17,
    fault: '503, 429 with Retry-After and broken answers at 30 %',
    holds: 'it converges, without a thundering herd',
    machines: 2,
    run: (stage) =>
      under(stage, 6000, (_seen, below) => {
        if (below(10) >= 3) return null;
        const which = below(4);
        if (which === 0) return foreign(503, 'application/json', '{}', { 'ao-server': '1' });
        if (which === 1)
          return foreign(429, 'application/json', '{}', { 'retry-after': '1', 'ao-server': '1' });
        return which === 2 ? { kind: 'limit', bytes: 20 } : { kind: 'slice', pauseMs: 1 };
      }),
  },
  {
    number: 18,
    fault: 'a captive portal: a page, a redirect to another host, garbage',
    holds: 'transient; no state changes, no token is sent to another host',
    machines: 1,
    run: async (stage) => {
      let strangers = 0;
      const trap = createServer((_request, response) => {
        strangers++;
        response.end('{}');
      });
      await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
      const elsewhere = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/login`;
      try {
        const told = await under(stage, 5000, (_seen, below) => {
          const which = below(4);
          if (which === 0) return foreign(200, 'text/html', '<html>Pay for the network</html>');
          if (which === 1) return foreign(302, 'text/html', '', { location: elsewhere });
          if (which === 2) return foreign(409, 'application/json', '{"error":{"code":"LEASE_LOST"}}');
          return foreign(200, 'application/json', '{"data":');
        });
        if (strangers > 0) throw new Error(`I9 ${strangers} requests went to another host`);
        return told;
      } finally {
        trap.close();
      }
    },
  },
];
