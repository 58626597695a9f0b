import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Judgement, judge } from '@/contract/judge';
import { prove } from '../../../cli/src/verify/prove';
import { checkEnv } from '../../../cli/src/workspace/child-env';
import { cleanCheckout } from '../../../cli/src/workspace/clean-checkout';
import { openSandbox, probeSandbox } from '../../../cli/src/workspace/sandbox';
import type { Case } from './case';
import { layCase } from './lay-case';

const sandbox = probeSandbox();

/** Lays a case out in git, proves it as a runner does, and judges that as the server does. */
export async function judgeCase(given: Case): Promise<Judgement> {
  const laid = layCase(given);
  const room = realpathSync(mkdtempSync(path.join(tmpdir(), 'corpus-room-')));
  const { kind } = await sandbox;
  const controller = new AbortController();
  let made = 0;
  try {
    const proof = await prove({
      ...laid,
      project: { checks: [], setup: null },
      asked: given.asked,
      setupTimeoutMs: 60_000,
      signal: controller.signal,
      phase: () => {},
      makeCheckout: async (commit) => {
        const folder = path.join(room, `checkout-${++made}`);
        const home = path.join(room, `home-${made}`);
        const cache = path.join(room, 'cache');
        for (const one of [home, cache]) mkdirSync(one, { recursive: true });
        if (!(await cleanCheckout({ repo: laid.repo, branch: 'work', commit, folder }))) return null;
        const place = {
          cwd: folder,
          env: checkEnv('corpus', home, cache),
          sandbox: openSandbox(kind, {
            home: '/nonexistent',
            writable: [home, cache],
            readable: [],
            hidden: [],
            searchPath: process.env.PATH ?? '',
            network: false,
          }),
          redact: (text: string) => text,
          onOutput: () => {},
        };
        return { folder, place, open: place };
      },
    });
    if (!proof) throw new Error(`${given.name}: its commit is not there`);
    return judge(proof.checks, proof.flags);
  } finally {
    laid.remove();
    rmSync(room, { recursive: true, force: true, maxRetries: 3 });
  }
}
