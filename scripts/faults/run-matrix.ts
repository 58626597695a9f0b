import { readFileSync, rmSync } from 'node:fs';
import { ELSEWHERE, NOT_YET } from '../../test/faults/matrix/elsewhere';
import { ROWS } from '../../test/faults/matrix/rows';
import { run } from '../enter/run.mjs';

interface Line {
  number: number;
  fault: string;
  result: string;
  seconds: number;
}
interface Report {
  testResults: {
    assertionResults: { title: string; status: string; duration?: number; failureMessages: string[] }[];
  }[];
}

/** Runs every row of the table of faults, or those of a list such as `2,7`; prints the table. False where one failed or could not run. */
export async function runMatrix(list: string | undefined): Promise<boolean> {
  const wanted = list?.split(',').map(Number);
  const is = ({ number }: { number: number }) => !wanted || wanted.includes(number);
  const lines = [...(await ownRows(ROWS.filter(is).map(({ number }) => number)))];
  for (const { number, fault, project, files, env } of ELSEWHERE.filter(is)) {
    const began = Date.now();
    const code = await vitest(['--project', project, ...files], env);
    lines.push({
      number,
      fault,
      result: code === 0 ? 'holds' : 'FAILED',
      seconds: (Date.now() - began) / 1000,
    });
  }
  for (const { number, fault, why } of NOT_YET.filter(is))
    lines.push({ number, fault, result: `not yet: ${why}`, seconds: 0 });
  console.log('\nrow  seconds  fault and result');
  for (const { number, fault, result, seconds } of lines.sort((a, b) => a.number - b.number))
    console.log(`${String(number).padStart(3)}  ${seconds.toFixed(0).padStart(7)}  ${fault}: ${result}`);
  return lines.every(({ result }) => result === 'holds' || result.startsWith('not yet'));
}

async function ownRows(numbers: number[]): Promise<Line[]> {
  if (numbers.length === 0) return [];
  const file = '.data/reports/matrix.json';
  rmSync(file, { force: true });
  const argv = [
    '--project',
    'faults',
    'test/faults/matrix',
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--reporter=default',
  ];
  await vitest(argv, { FAULTS_ROWS: numbers.join(',') });
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, duration = 0, failureMessages }) => {
      const [, number, fault] = /^row (\d+): (.*)$/.exec(title) ?? [];
      const result =
        status === 'passed'
          ? 'holds'
          : status === 'failed'
            ? `FAILED ${failureMessages[0]?.split('\n')[0]?.slice(0, 160)}`
            : `NOT RUN: ${ROWS.find((row) => row.number === Number(number))?.needs ?? 'something is missing'}`;
      return { number: Number(number), fault: fault ?? title, result, seconds: duration / 1000 };
    }),
  );
}

const vitest = (argv: string[], more: Record<string, string> = {}): Promise<number> =>
  run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...argv], { ...process.env, ...more });
