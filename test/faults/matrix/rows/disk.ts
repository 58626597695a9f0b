import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../../harness/machine';
import type { Row } from '../row';

const agentsFolder = (machine: Machine) => path.join(machine.state, 'agents');
const spools = (machine: Machine) =>
  existsSync(agentsFolder(machine))
    ? readdirSync(agentsFolder(machine)).map((name) => path.join(agentsFolder(machine), name, 'log.bin'))
    : [];

export const DISK_ROWS: Row[] = [
  {
    number: 27,
    fault: 'the runner’s disk is full: its spools on 1 MB',
    holds: 'no crash, no false success; the log goes on in memory and is whole',
    needs: 'the right to mount a file system (root)',
    has: () => process.getuid?.() === 0,
    run: async (stage) => {
      const machine = stage.machines[0]!;
      const folder = agentsFolder(machine);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]);
      try {
        const running = machine.start({ argv: [] });
        const ref = await stage.task('long-line lines=8', { maxRetries: 0 });
        await stage.until(ref, 'COMPLETED');
        if (running.child.exitCode !== null) throw new Error('the runner ended');
        running.child.kill('SIGINT');
        await running.ended();
      } finally {
        execFileSync('umount', ['-l', folder]);
      }
      machine.start();
      await stage.until(await stage.task('normal lines=4'), 'COMPLETED');
      return undefined;
    },
  },
  {
    number: 28,
    fault: 'a torn write at the end of the spool',
    holds: 'cut at the checksum; I5 for what was acknowledged',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      let cut = 0;
      for (const bytes of [1, 7, 40]) {
        const ref = await stage.task('normal lines=30 pauseMs=40');
        const running = machine.start({ argv: [], env: { AO_RACE_POINT: 'chunk-before-send@3:SIGKILL' } });
        await running.ended();
        for (const file of spools(machine)) {
          truncateSync(file, Math.max(0, statSync(file).size - bytes));
          cut++;
        }
        machine.start({ argv: [] });
        await stage.until(ref, 'COMPLETED');
        await machine.kill();
      }
      if (cut < 3) throw new Error('there was no spool to cut');
      return `${cut} spools cut`;
    },
  },
  {
    number: 29,
    fault: 'the spool’s folder is deleted while its agent works',
    holds: 'the attempt ends cleanly, the runner goes on',
    run: async (stage) => {
      const machine = stage.machines[0]!;
      machine.start();
      const ref = await stage.task('normal lines=30 pauseMs=60');
      await stage.until(ref, 'IN_PROGRESS');
      for (const file of spools(machine)) rmSync(path.dirname(file), { recursive: true });
      await stage.until(ref, 'COMPLETED', 'QUEUED', 'NEEDS_HUMAN');
      await stage.until(await stage.task('normal lines=4'), 'COMPLETED');
      return `it ended as ${await stage.status(ref)}`;
    },
  },
];
