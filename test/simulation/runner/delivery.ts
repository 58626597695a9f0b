import { afterDeliveryFault } from '../../../cli/src/runner/delivery-state';
import type { SimResult } from '../commands';
import type { Machine } from './machine';
import type { RunnerProcess } from './process';
import type { LogUpload } from './upload';

interface Delivery {
  machine: Machine;
  process: RunnerProcess;
  agentId: string;
  token: string;
  upload: LogUpload;
  result: SimResult;
  may(): boolean;
  over(): boolean;
  /** Taken, or wanted no more. */
  done(taken: boolean): void;
}

/** Sends the rest of the log, then the result, as production does; the result is on disk before either is sent. */
export function deliver(given: Delivery, resends = 0): void {
  const { machine, process, agentId, token, upload, result } = given;
  machine.disk.notes.set(`${agentId}/result`, result);
  upload.flush(() => {
    const { offset: logBytes, digest: logDigest } = upload.stored;
    machine.ask(process, {
      command: () => ({ do: 'finish', agentId, token, result, logBytes, logDigest }),
      timeoutTicks: 27,
      may: given.may,
      over: given.over,
      answered: () => given.done(true),
      refused: (fault) => {
        if (afterDeliveryFault(fault, resends) !== 'resend' || fault.code === 'ABORTED')
          return given.done(false);
        upload.resync(() => deliver(given, resends + 1));
      },
    });
  });
}
