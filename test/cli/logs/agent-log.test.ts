import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONTINUES, FRAME_HEADER } from '@/contract/log-frame';
import { type AgentLog, openAgentLog } from '../../../cli/src/logs/agent-log';
import { openSpool } from '../../../cli/src/logs/spool';
import type { Caller } from '../../../cli/src/server/session';

const never = (() => new Promise(() => {})) as unknown as Caller;

let folder: string;
let log: AgentLog;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-log-'));
  log = openAgentLog({
    folder,
    secrets: ['correct-horse'],
    agentId: 'agent',
    call: never,
    onDesired: () => {},
    onLost: () => {},
    onFull: () => {},
    onBroken: () => {},
  });
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

/** What another process would find on the disk if this one were killed now: each frame, with a `+` where its line goes on. */
function onDisk(): string[] {
  const spool = openSpool(path.join(folder, 'log.bin'));
  const { bytes } = spool.chunkAt(0) ?? { bytes: Buffer.alloc(0) };
  spool.close();
  const frames: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const begin = at + FRAME_HEADER;
    const goesOn = (bytes.readUInt8(at + 4) & CONTINUES) !== 0;
    at = begin + bytes.readUInt32BE(at);
    frames.push(bytes.toString('utf8', begin, at) + (goesOn ? '+' : ''));
  }
  return frames;
}

test('a line that is not finished is stored after a second, and goes on in the next frame of its stream', async () => {
  log.write('check', Buffer.from('...'));
  await pause(500);
  log.write('check', Buffer.from('..'));
  expect(onDisk()).toEqual([]);
  await pause(700);
  expect(onDisk()).toEqual(['.....+']);
  log.note('Meanwhile.');
  log.write('check', Buffer.from('. done\nContinue? '));
  expect(onDisk()).toEqual(['.....+', 'Meanwhile.\n', '. done\n']);
  await pause(1200);
  log.seal();
  expect(onDisk()).toEqual(['.....+', 'Meanwhile.\n', '. done\n', 'Continue? +', '']);
});

test('what may be the beginning of a secret waits on', async () => {
  log.write('stdout', Buffer.from('The password is correct-'));
  await pause(1200);
  expect(onDisk()).toEqual(['The password is +']);
  log.write('stdout', Buffer.from('horse.\n'));
  expect(onDisk()).toEqual(['The password is +', '[redacted].\n']);
});
