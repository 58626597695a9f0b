import { appendFileSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Where this engine writes down what it really did, in a folder that the runner never reads: every byte of its output
 * before it is sent, and a line for each thing it does, under the task and attempt it believes to work on.
 */
export function openTruth() {
  const folder = path.join(process.env.HOME, '.claude', 'truth');
  mkdirSync(folder, { recursive: true });
  const { ref, attempt } = whereAmI();
  const agent = process.env.AO_AGENT_ID;
  const stream = path.join(folder, `${agent}.out`);
  const notes = path.join(folder, `${ref}.jsonl`);
  let written = 0;
  const note = (what, more = {}) =>
    appendFileSync(
      notes,
      `${JSON.stringify({ at: Date.now(), pid: process.pid, agent, attempt, what, ...more })}\n`,
    );
  note('start');
  return {
    ref,
    attempt,
    note,
    bytes: () => written,
    out: (bytes) => {
      appendFileSync(stream, bytes);
      written += bytes.length;
      send(bytes);
    },
    /** Writes a file of this task into the working tree: one line an attempt. */
    effect: () => {
      mkdirSync('work', { recursive: true });
      appendFileSync(path.join('work', `${ref}.txt`), `${ref} by attempt ${attempt}\n`);
      note('effect');
    },
  };
}

/** Task and attempt by the branch of the working tree. */
function whereAmI() {
  const head = readFileSync(
    path.join(readFileSync('.git', 'utf8').replace('gitdir:', '').trim(), 'HEAD'),
    'utf8',
  );
  const [, ref, attempt] = /ao\/(TASK-\d+)\/(\d+)/.exec(head) ?? [];
  return { ref, attempt: Number(attempt) };
}

function send(bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
