import type { Desired } from '@/contract/attempt';
import type { Chunk, Spool } from '../../../cli/src/logs/spool';
import {
  afterAsked,
  afterRefusal,
  afterStored,
  NOTHING_STORED,
  type Stored,
} from '../../../cli/src/logs/upload-state';
import { digestOf } from '../digest-of';
import type { Fault } from '../network';
import type { Machine } from './machine';
import type { RunnerProcess } from './process';

interface Upload {
  machine: Machine;
  process: RunnerProcess;
  agentId: string;
  token: string;
  spool: Spool;
  onDesired(desired: Desired): void;
  onLost(): void;
}

/** Sends a spool as production does: what is synced, one chunk at a time, each until it is stored. */
export class LogUpload {
  stored: Stored = NOTHING_STORED;
  private running = false;
  private lost = false;
  private stopped = false;
  private flushed: (() => void) | null = null;

  constructor(private readonly given: Upload) {}

  wake(): void {
    if (this.running || this.lost || this.stopped) return;
    this.running = true;
    const { machine, process } = this.given;
    machine.after(process, machine.world.random.int(0, 1), () => {
      void this.given.spool.sync();
      machine.after(process, machine.world.random.int(0, 2), () => this.next());
    });
  }

  /** Calls back when all of the log is stored. */
  flush(done: () => void): void {
    this.flushed = done;
    this.settle();
  }

  /** Asks the server how far it has come and goes on from there. */
  resync(done: () => void): void {
    const { machine, process, agentId, token } = this.given;
    machine.ask(process, {
      command: () => ({ do: 'logState', agentId, token }),
      over: () => this.stopped,
      answered: (said) => {
        this.stored = afterAsked(this.stored, said) ?? this.stored;
        done();
      },
      refused: (fault) => this.refused(fault),
    });
  }

  stop(): void {
    this.stopped = true;
  }

  private settle() {
    if (this.running || this.lost || this.stopped) return;
    if (this.stored.offset < this.given.spool.length()) return this.wake();
    const { flushed } = this;
    this.flushed = null;
    flushed?.();
  }

  private next() {
    if (this.stopped || this.lost) return;
    let chunk: Chunk | null;
    try {
      chunk = this.given.spool.chunkAt(this.stored.offset);
    } catch {
      return this.lose();
    }
    if (!chunk) {
      this.running = false;
      if (this.flushed) this.settle();
      return;
    }
    this.send(chunk);
  }

  private send(chunk: Chunk): void {
    const { machine, process, agentId, token } = this.given;
    const sha256 = digestOf(chunk.bytes);
    machine.ask(process, {
      command: () => ({ do: 'append', agentId, token, off: chunk.offset, bytes: chunk.bytes, sha256 }),
      over: () => this.stopped,
      answered: ({ desired }) => {
        this.stored = afterStored(this.stored, {
          offset: chunk.offset,
          length: chunk.bytes.length,
          sha256,
        });
        this.sent();
        this.given.onDesired(desired);
      },
      refused: (fault) => {
        if (fault.code === 'ABORTED') return;
        if (afterRefusal(fault) !== 'ask') return this.refused(fault);
        this.askState();
      },
    });
  }

  private askState(): void {
    const { machine, process, agentId, token } = this.given;
    machine.ask(process, {
      command: () => ({ do: 'logState', agentId, token }),
      over: () => this.stopped,
      answered: (said) => {
        const moved = afterAsked(this.stored, said);
        if (!moved) return this.lose();
        this.stored = moved;
        this.sent();
      },
      refused: (fault) => this.refused(fault),
    });
  }

  private sent(): void {
    this.running = false;
    if (this.flushed) this.settle();
    else if (this.stored.offset < this.given.spool.length()) this.wake();
  }
  private refused(fault: Fault): void {
    if (fault.code !== 'ABORTED') this.lose();
  }
  private lose(): void {
    this.lost = true;
    this.running = false;
    this.given.onLost();
  }
}
