import type { LogLine, LogStream } from '@/contract/log';
import { describeTool } from '../../engines/describe-tool';
import { cleanLine, cleanText } from '../../terminal/clean-text';
import { colors } from '../../terminal/colors';
import { printPainted } from '../../terminal/say';
import { readSaid } from './read-said';

type Stream = ReturnType<typeof LogStream.parse>;

/** A line may come in pieces; more than this many characters are printed as they are. */
const JOIN_MAX = 2_000_000;

/**
 * Prints log lines: an engine's stream of JSON as what it says, wherever that goes. With `raw` they are the agent's own,
 * one for one.
 */
export function logPrinter({ raw, timestamps }: { raw?: boolean; timestamps?: boolean }) {
  const pieces = new Map<Stream, { text: string; at: string }>();
  const put = (stream: Stream, text: string, at: string) => {
    const when = timestamps ? `${colors.dim(at)} ` : '';
    for (const said of !raw && stream === 'stdout' ? saidBy(text) : [paint(stream, cleanText(text))])
      printPainted(`${when}${said}`);
  };
  return {
    line({ stream, text, at, continues }: LogLine): void {
      const begun = pieces.get(stream);
      const whole = (begun?.text ?? '') + text.replace(/\r?\n$/, '');
      if (continues && whole.length < JOIN_MAX) {
        pieces.set(stream, { text: whole, at: begun?.at ?? at });
        return;
      }
      pieces.delete(stream);
      put(stream, whole, begun?.at ?? at);
    },
    /** What was cut off in the middle of a line. */
    end(): void {
      for (const [stream, { text, at }] of pieces) put(stream, text, at);
      pieces.clear();
    },
  };
}

function paint(stream: Stream, text: string): string {
  if (stream === 'stderr') return colors.red(text);
  return stream === 'stdout' ? text : colors.dim(text);
}

/** A line of an engine's output in words; nothing where it says nothing to people. */
function saidBy(text: string): string[] {
  const said = readSaid(text);
  if (!said) return [cleanText(text)];
  return said.map((one) =>
    one.kind === 'tool'
      ? colors.cyan(`• ${cleanLine(describeTool(one.name, one.input, '/'))}`)
      : one.kind === 'failure'
        ? colors.red(cleanText(one.text))
        : cleanText(one.text),
  );
}
