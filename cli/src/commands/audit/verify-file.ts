import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Verdict, verifyAudit } from '@/contract/verify-audit';
import { EXIT, Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import type { VerifyOptions } from '../audit';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Holds an export against its chain of hashes and says what is wrong with it; sets the exit code. */
export async function verifyFile(file: string, { head, json }: VerifyOptions): Promise<void> {
  const kept = head === undefined ? undefined : readHead(head);
  const input = file === '-' ? process.stdin : createReadStream(file);
  const verdict = await verifyAudit(lines(input, file), sha256, kept);
  if (verdict.findings.length > 0) process.exitCode = EXIT.failure;
  if (json) return printJson({ data: verdict });
  for (const one of say(verdict)) print(one);
}

async function* lines(input: NodeJS.ReadableStream, file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new Failure('NO_FILE', `${file} cannot be read: ${(error as Error).message}`, 'failure', error);
  }
}

function readHead(text: string): { number: number; hash: string } {
  const [, number, hash] = text.match(/^(\d{1,12}):([0-9a-f]{64})$/) ?? [];
  if (!number || !hash)
    throw new Failure(
      'BAD_HEAD',
      'A head looks like 1204:9f86d0…, as an earlier verification printed it. Give it whole.',
      'usage',
    );
  return { number: Number(number), hash };
}

function say({ seals, events, forgotten, head, findings }: Verdict): string[] {
  const [first] = findings;
  const counted = `${events} events under ${seals} seals${forgotten > 0 ? `, ${forgotten} more forgotten by the retention` : ''}.`;
  if (!first) return [`All is as it was sealed: ${counted}`, `Head ${head.number}:${head.hash}`];
  const where = first.id === null ? `seal ${first.number}` : `event ${first.id}, in seal ${first.number}`;
  return [
    `Not as it was sealed: ${first.what}, ${where}.`,
    ...(findings.length > 1 ? [`${findings.length - 1} more findings after it; --json lists all.`] : []),
    counted,
  ];
}
