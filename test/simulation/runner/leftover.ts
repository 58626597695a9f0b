import { makeFrame } from '../../../cli/src/logs/frame';
import { openSpool } from '../../../cli/src/logs/spool';
import type { SimResult } from '../commands';
import { deliver } from './delivery';
import { logPath } from './folder';
import type { RunnerProcess } from './process';
import { LogUpload } from './upload';

export interface Left {
  agentId: string;
  taskId: string;
}
const HANDED_BACK: SimResult = {
  outcome: 'released',
  reason: 'released',
  baseSha: null,
  headSha: null,
  mergedSha: null,
  check: null,
};
const LIMIT_TICKS = 55;
const NOTE = Buffer.from('The runner was restarted; this agent ends here.\n');

/** Sends the log and result of an agent that an earlier process left behind and the server still counts as ours. */
export function handIn(process: RunnerProcess, left: Left, token: string, done: () => void): void {
  const { machine } = process;
  const { world, disk } = machine;
  const { agentId } = left;
  const until = world.timeline.now + LIMIT_TICKS;
  const spool = openSpool(logPath(agentId), undefined, disk);
  world.reopened(machine, left, spool.length());
  const end = (taken: boolean) => {
    if (over) return;
    over = true;
    upload.stop();
    if (taken) world.saw('what a crash left is handed in');
    done();
  };
  let over = false;
  const upload = new LogUpload({
    machine,
    process,
    agentId,
    token,
    spool,
    onDesired: () => {},
    onLost: () => end(false),
  });
  // However it goes, the runner goes on with new work after a while.
  machine.after(process, LIMIT_TICKS + 1, () => end(false));
  upload.resync(() => {
    const stored = disk.notes.get(`${agentId}/result`) as SimResult | undefined;
    if (!stored && !disk.full) {
      const frame = makeFrame('runner', world.timeline.nowMs, NOTE, false);
      spool.append([frame]);
      if (!machine.ghost) world.truth.write(world.truth.of(agentId, left.taskId, machine.runnerId), frame);
    }
    spool.finish();
    deliver({
      machine,
      process,
      agentId,
      token,
      upload,
      result: stored ?? HANDED_BACK,
      may: () => true,
      over: () => world.timeline.now > until,
      done: end,
    });
  });
}
