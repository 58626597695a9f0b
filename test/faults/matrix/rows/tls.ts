import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFaultProxy } from '../../harness/fault-proxy';
import { layMachine } from '../../harness/machine';
import { makeCertificate } from '../../harness/make-certificate';
import { startTlsFront } from '../../harness/tls-front';
import type { Row } from '../row';

/** Bytes in the spools of a machine's agents. */
const spooled = (state: string) =>
  readdirSync(path.join(state, 'agents'), { recursive: true, encoding: 'utf8' })
    .filter((at) => at.endsWith('log.bin'))
    .reduce((sum, at) => sum + statSync(path.join(state, 'agents', at)).size, 0);

export const TLS_ROWS: Row[] = [
  {
    number: 19,
    fault: 'the certificate of the server has expired, or is signed by a stranger',
    holds: 'the runner sends nothing and says why; its spool is kept and drains afterwards: I5',
    machines: 0,
    run: async (stage) => {
      const authority = makeCertificate('An authority');
      const good = makeCertificate('A server', { signedBy: authority });
      const bad = [
        {
          why: /CERT_HAS_EXPIRED/,
          shown: makeCertificate('A server', { signedBy: authority, fromDay: -3, toDay: -2 }),
        },
        {
          why: /UNABLE_TO_|SELF_SIGNED/,
          shown: makeCertificate('A server', { signedBy: makeCertificate('A stranger') }),
        },
      ];
      const trusted = path.join(tmpdir(), `authority-${process.pid}.pem`);
      writeFileSync(trusted, authority.cert);
      const proxy = await startFaultProxy(stage.server.url, (line) => stage.tell('m0', line));
      const front = await startTlsFront(proxy.url, good);
      const { data } = await stage.api('POST', '/api/enrollments', { name: 'm0' });
      const env = { NODE_EXTRA_CA_CERTS: trusted };
      const machine = await layMachine('m0', data.token, Object.assign(proxy, { url: front.url }), env);
      stage.machines.push(machine);
      try {
        for (const { why, shown } of bad) {
          const running = machine.start();
          const ref = await stage.task('normal lines=50 pauseMs=120');
          await stage.until(ref, 'IN_PROGRESS');
          front.show(shown);
          const before = proxy.requests;
          await running.says(why);
          if (proxy.requests > before) throw new Error('I9 something was sent to a server that is not ours');
          if (spooled(machine.state) === 0) throw new Error('I5 nothing is kept in the spool');
          front.show(good);
          await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN');
          running.child.kill('SIGINT');
          await running.ended();
        }
        return undefined;
      } finally {
        await front.close();
      }
    },
  },
];
