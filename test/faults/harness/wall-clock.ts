import { existsSync, writeFileSync } from 'node:fs';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
/** What a machine needs for it, for people. */
export const FAKETIME = 'libfaketime (Debian: faketime)';
export const hasFaketime = () => existsSync(LIBRARY);

/** A wall clock for a program that a test may set; the monotonic one goes on. */
export interface WallClock {
  env: Record<string, string>;
  /** How far it is ahead, in seconds with a sign, and how fast it goes: `-600`, `+0 x1.02`. */
  set(offset: string): void;
}

/** A clock that is set through a file; every program with `env` follows it. */
export function wallClock(file: string): WallClock {
  const set = (offset: string) => writeFileSync(file, `${offset}\n`, { mode: 0o644 });
  set('+0');
  const env = {
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, set };
}
