import type { Defect } from './defect';

/** Mistakes in what the runner keeps on its disk and in how it reads its clocks. */
export const ON_THE_RUNNER: Defect[] = [
  {
    name: 'bytes-are-sent-before-they-are-safe-on-the-disk',
    invariant: 'I5',
    place: 'disk',
    file: 'cli/src/logs/spool.ts',
    find: 'if (offset >= syncedLog) return null;',
    replace: 'if (offset >= logLength) return null;',
    layer: 'runner',
  },
  {
    name: 'a-torn-record-is-believed',
    invariant: 'I5',
    place: 'disk',
    file: 'cli/src/logs/spool.ts',
    find: 'if (crc32(frame) !== head.readUInt32BE(0)) break;',
    replace: '',
    layer: 'runner',
  },
  {
    name: 'the-wall-clock-alone-decides-over-a-lease',
    invariant: 'I4',
    place: 'clock',
    file: 'cli/src/runner/trust-window.ts',
    find: 'Math.max(at.mono - read(MONO), at.wall - read(WALL))',
    replace: 'at.wall - read(WALL)',
    layer: 'runner',
  },
];
