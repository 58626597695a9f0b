import { execFileSync } from 'node:child_process';
import { mkdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshFolder, startCluster } from '../../harness/cluster';
import type { Stage } from '../../harness/stage';
import { FAKETIME, hasFaketime, type WallClock, wallClock } from '../../harness/wall-clock';
import type { Row } from '../row';

const workAttempts = async (stage: Stage, ref: string) =>
  ((await stage.api('GET', `/api/agents?taskId=${ref}`)).data as { kind: string }[]).filter(
    ({ kind }) => kind === 'work',
  ).length;

/** The live lease, and whether it ends within a minute by the clock as it is now. */
const LEASE_NOW = "select agent_id, expires_at < clock_timestamp() + interval '1 minute' as soon from lease";
interface LeaseNow {
  agent_id: string;
  soon: boolean;
}
let clock: WallClock;
const clockJumps: Row = {
  number: 11,
  fault: 'the clock of the database jumps ten minutes back, then ahead',
  holds: 'back: no live lease is lost, the dead are noticed; ahead: one clean new attempt at most. I2 I3',
  machines: 2,
  needs: FAKETIME,
  has: hasFaketime,
  cluster: async () => {
    const file = path.join(tmpdir(), `clock-${process.pid}`);
    clock = wallClock(file);
    const cluster = await startCluster({ environment: clock.env });
    const end = () => cluster.end().finally(() => rmSync(file));
    return { ...cluster, end };
  },
  run: async (stage) => {
    const [first, second] = stage.machines as [(typeof stage.machines)[0], (typeof stage.machines)[0]];
    first.start();
    const ref = await stage.task('normal lines=50 pauseMs=120');
    await stage.until(ref, 'IN_PROGRESS');
    const [held] = await stage.sql<LeaseNow>(LEASE_NOW);
    clock.set('-600');
    const [after] = await stage.eventually('its lease is renewed by the new clock', async () => {
      const leases = await stage.sql<LeaseNow>(LEASE_NOW);
      return (leases.length === 0 || leases[0]!.soon) && leases;
    });
    if (!held || after?.agent_id !== held.agent_id)
      throw new Error('I3 a clock that was set back cost an attempt');
    await stage.until(ref, 'COMPLETED');
    const orphan = await stage.task('silent pauseMs=4000');
    await stage.until(orphan, 'IN_PROGRESS');
    await first.kill();
    second.start();
    const began = Date.now();
    await stage.eventually(
      'another takes over by a clock that was set back',
      async () => (await stage.api('GET', `/api/tasks/${orphan}`)).data.attempt > 1,
      60_000,
    );
    const took = Date.now() - began;
    const last = await stage.task('normal lines=50 pauseMs=120');
    await stage.until(last, 'IN_PROGRESS');
    clock.set('+0');
    first.start();
    // Two machines that lost it make it a person's, as they should.
    await stage.until(last, 'COMPLETED', 'NEEDS_HUMAN');
    return `offered again after ${took} ms; ${await workAttempts(stage, last)} attempts after the jump ahead`;
  },
};

const SIZE_MB = 300;
/** What is left free: enough for a moment's work. */
const LEFT_BYTES = 64 * 1024;
const MOST_TRIES = 400;
let disk = '';
const filler = () => path.join(disk, 'filler');
const databaseFull: Row = {
  number: 24,
  fault: 'the disk of the database is full',
  holds: 'writes are refused as DISK_FULL, reads go on, nothing is lost, work goes on once there is space',
  needs: 'the right to mount a file system (root)',
  has: () => process.getuid?.() === 0,
  cluster: async () => {
    disk = freshFolder();
    mkdirSync(disk, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'tmpfs', disk]);
    const cluster = await startCluster({ home: path.join(disk, 'db') });
    const end = () =>
      cluster.end().finally(() => {
        execFileSync('umount', ['-l', disk]);
        rmdirSync(disk);
      });
    return { ...cluster, end };
  },
  run: async (stage) => {
    stage.machines[0]!.start();
    const refs: string[] = [];
    for (let n = 0; n < 4; n++) refs.push(await stage.task('normal lines=60 pauseMs=80'));
    await stage.until(refs[0]!, 'IN_PROGRESS');
    // Segments of its journal that are there already: what PostgreSQL cannot journal it does not survive.
    for (let n = 0; n < 4; n++) {
      await stage.sql('select pg_switch_wal()');
      await stage.sql('checkpoint');
    }
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler(), Buffer.alloc(bavail * bsize - LEFT_BYTES));
    const taken: string[] = [];
    let refused: string | null = null;
    const description = 'A long story. '.repeat(600);
    for (let n = 0; n < MOST_TRIES && !refused; n++) {
      const made = await stage.api('POST', '/api/tasks', { title: `Written ${n}`, description, draft: true });
      if (made.status === 201) taken.push(made.data.ref);
      else refused = made.error?.code ?? String(made.status);
    }
    if (refused !== 'DISK_FULL') throw new Error(`a write to a full disk was answered with ${refused}`);
    const listed = await stage.api('GET', '/api/tasks');
    if (listed.status !== 200) throw new Error(`reading was answered with ${listed.status}`);
    rmSync(filler());
    for (const ref of refs) await stage.until(ref, 'COMPLETED', 'NEEDS_HUMAN');
    for (const ref of taken)
      if ((await stage.api('GET', `/api/tasks/${ref}`)).status !== 200)
        throw new Error(`I1 ${ref} was acknowledged and is gone`);
    return `refused after ${taken.length} writes`;
  },
};

export const DATABASE_ROWS: Row[] = [clockJumps, databaseFull];
