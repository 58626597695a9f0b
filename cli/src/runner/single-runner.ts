import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder, stateFolder } from '../config/folders';
import { writePrivately } from '../config/store';
import { Failure } from '../terminal/failure';
import { startTimeOf } from '../workspace/process-tree';

/** Where the runner that runs here notes its process. */
export const pidFile = (): string => join(stateFolder(), 'runner.pid');

/** The process that runs here with this identity; null when none does. */
export function runningRunner(): number | null {
  try {
    const [pid, startTime] = readFileSync(pidFile(), 'utf8').trim().split(' ', 2);
    const alive = pid && startTimeOf(Number(pid)) === (startTime ?? '').replaceAll('_', ' ');
    return alive ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** Whether the runner that runs here takes no more work and leaves when it has finished. */
export function isLeaving(): boolean {
  try {
    return runningRunner() !== null && readFileSync(pidFile(), 'utf8').trim().endsWith(LEAVING);
  } catch {
    return false;
  }
}

/** Notes that this process, which is the runner here, is leaving; a full disk keeps it from nothing else. */
export function noteLeaving(): void {
  try {
    writePrivately(pidFile(), `${identity()}${LEAVING}\n`);
  } catch {}
}

const LEAVING = ' leaving';
const identity = () => `${process.pid} ${(startTimeOf(process.pid) ?? '').replaceAll(' ', '_')}`;

/** Takes this machine's place for one runner; a second one would only push the first out. Returns how to give it back. */
export function takeRunnerPlace(): () => void {
  privateFolder(stateFolder());
  const other = runningRunner();
  if (other !== null && other !== process.pid) {
    throw new Failure(
      'ALREADY_RUNNING',
      `A runner of this machine is running already (process ${other}). Stop it first, or let it work.`,
    );
  }
  writePrivately(pidFile(), `${identity()}\n`);
  const giveBack = () => {
    process.off('exit', giveBack);
    rmSync(pidFile(), { force: true });
  };
  // Whatever ends this process: nobody is to look for a runner that is gone.
  process.once('exit', giveBack);
  return giveBack;
}
