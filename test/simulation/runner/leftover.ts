import { makeFrame } from '../../../cli/src/logs/frame';
import { openSpool } from '../../../cli/src/logs/spool';
import { afterBeatFault, beatPause } from '../../../cli/src/runner/heartbeat-state';
import { trustAt } from '../../../cli/src/runner/lease';
import { type Moment, trustWindow } from '../../../cli/src/runner/trust-window';
import type { SimResult } from '../commands';
import { TICK_MS } from '../timeline';
import { deliver } from './delivery';
import { forget, logPath } from './folder';
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
const NOTE = Buffer.from('The runner was restarted; this agent ends here.\n');

/**
 * Sends the log and result of an agent that an earlier process left behind and the server still counts as ours, until they
 * are taken or refused for good, and renews its lease meanwhile.
 */
export function handIn(process: RunnerProcess, left: Left, token: string, since: Moment): void {
  const { machine } = process;
  const { world, disk } = machine;
  const { agentId } = left;
  const window = trustWindow();
  window.renew(since, world.model.timers.leaseTtlMs);
  const spool = openSpool(logPath(agentId), undefined, disk);
  world.reopened(machine, left, spool.length());
  let over = false;
  const end = (taken: boolean) => {
    if (over) return;
    over = true;
    upload.stop();
    if (taken) world.saw('what a crash left is handed in');
    forget(machine, agentId);
  };
  const upload = new LogUpload({
    machine,
    process,
    agentId,
    token,
    spool,
    onDesired: () => {},
    onLost: () => end(false),
  });
  let seq = 0;
  let missed = 0;
  const beat = () => {
    if (over) return;
    const sent = machine.now();
    machine.link.send({ do: 'heartbeat', seq: seq++, agentId, token }, 9, (heard) =>
      machine.after(process, 0, () => {
        if (over) return;
        if ('value' in heard) {
          missed = 0;
          window.renew(sent, world.model.timers.leaseTtlMs);
        } else if (afterBeatFault(heard.fault.kind) === 'lost') return end(false);
        else {
          missed++;
          window.missed(sent);
        }
        const state = { missed, paused: false, hurry: false };
        const pause = beatPause(state, world.model.timers, world.random.next());
        machine.after(process, pause / TICK_MS, beat);
      }),
    );
  };
  beat();
  const isSure = () =>
    trustAt(window.elapsedMs(machine.now()), window.askedMs(), window.ttlMs(), world.model.timers) === 'sure';
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
      may: isSure,
      over: () => over,
      done: end,
    });
  });
}
