import { StringDecoder } from 'node:string_decoder';
import type { ProcessLog } from './process-log';

/** A pattern that a line of output has to match, or a function that says whether it is kept. */
export type OutputFilter = RegExp | ((line: string) => boolean);

interface Wishes {
  processId: string;
  streamOutput?: boolean;
  filter?: OutputFilter;
  onOutput?(text: string, stream: 'stdout' | 'stderr'): void;
}
type Stream = 'stdout' | 'stderr';

/** Takes all that a process writes: keeps it, logs it, shows it, and hands it on. */
export function openCapture({ processId, streamOutput = true, filter, onOutput }: Wishes, log: ProcessLog) {
  const bytes: Record<Stream, Uint8Array[]> = { stdout: [], stderr: [] };
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const show = {
    stdout: linePrinter(process.stdout, processId),
    stderr: linePrinter(process.stderr, processId),
  };
  const tell = (text: string, stream: Stream) => {
    if (!text) return;
    onOutput?.(text, stream);
    if (streamOutput) show[stream].print(text);
  };
  return {
    take: (stream: Stream, piece: Uint8Array) => {
      bytes[stream].push(piece);
      log.output(stream, piece);
      // A character may come in two pieces.
      tell(decoders[stream].write(piece), stream);
    },
    /** What was written; `why` is added to the errors. Throws where it is longer than a string can be. */
    result: (why: string) => {
      for (const stream of ['stdout', 'stderr'] as const) {
        tell(decoders[stream].end(), stream);
        if (streamOutput) show[stream].end();
      }
      const [output, errors] = [bytes.stdout, bytes.stderr].map((all) => Buffer.concat(all).toString('utf8'));
      return {
        output: filter ? keepLines(output ?? '', filter) : (output ?? ''),
        stderr: why ? `${errors}${errors && !errors.endsWith('\n') ? '\n' : ''}${why}` : (errors ?? ''),
      };
    },
  };
}

function keepLines(text: string, filter: OutputFilter): string {
  // A pattern with the flags g or y would begin where the line before has ended.
  const keep = typeof filter === 'function' ? filter : (line: string) => line.search(filter) >= 0;
  return text
    .split(/(?<=\n)/)
    .filter((line) => keep(line.replace(/\r?\n$/, '')))
    .join('');
}

/** Whole lines only, so that those of processes that run together do not mix. */
function linePrinter(to: NodeJS.WritableStream, processId: string) {
  let held = '';
  const put = (line: string) => to.write(`[${processId}] ${line}\n`);
  return {
    print: (text: string) => {
      const lines = (held + text).split('\n');
      held = lines.pop() ?? '';
      for (const line of lines) put(line);
    },
    end: () => {
      if (held) put(held);
      held = '';
    },
  };
}
