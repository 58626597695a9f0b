import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateFolder } from '../config/folders';
import { diskFinding } from '../doctor/findings';
import { say, warn } from '../terminal/say';
import { agentsFolder } from './agent-folder';

/** So many bytes of logs this machine keeps, live ones and those that the server has not taken yet, before it claims no more. */
const LOGS_MAX = 512 * 1024 ** 2;
const LOOK_AGAIN_MS = 5000;
const PLACE_AGAIN_MS = 100;

/** Why this machine begins no work for now, whatever the project, for people; null where it does. */
export function lackOfRoom(): string | null {
  const disk = diskFinding(stateFolder());
  if (disk.level === 'error') return `The disk of this machine is full. ${disk.message}`;
  if (keptLogs() < LOGS_MAX) return null;
  return `The logs that this machine has yet to hand in have reached ${LOGS_MAX / 1024 ** 2} MiB.`;
}

/**
 * Waits for a free place and for room on the disk: what cannot be written down is not begun. Tells `onLack` when there begins
 * to be no room, and when there is some again.
 */
export async function waitForRoom(given: {
  hasPlace(): boolean;
  signal: AbortSignal;
  onLack(): Promise<void>;
}): Promise<void> {
  const { hasPlace, signal, onLack } = given;
  let told = false;
  while (!signal.aborted) {
    if (!hasPlace()) {
      await sleep(PLACE_AGAIN_MS, undefined, { signal }).catch(() => {});
      continue;
    }
    const lack = lackOfRoom();
    if (told !== (lack !== null)) {
      told = lack !== null;
      if (lack === null) say('There is room for work again.');
      else warn(`${lack} No new work is taken until there is room.`);
      // That nobody could be told is no reason to take work, nor to take none.
      await onLack().catch(() => {});
    }
    if (lack === null) return;
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}

function keptLogs(): number {
  const root = agentsFolder();
  const sizes = (existsSync(root) ? readdirSync(root) : []).map(
    (name) => statSync(join(root, name, 'log.bin'), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
