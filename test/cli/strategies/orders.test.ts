import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ClaudeProcess,
  type Progress,
  runBatched,
  runCascade,
  runDebate,
  runNVersion,
  runPanel,
  runParallel,
  runSequential,
  runWithFallback,
} from '../../../cli/src/library';

const RUNS = { numRuns: Number(process.env.STRATEGY_RUNS ?? 4), seed: 7 };
const root = mkdtempSync(path.join(tmpdir(), 'orders-'));
let places = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const codes = (most: number) => fc.array(fc.constantFrom(0, 0, 3), { minLength: 1, maxLength: most });

/** Real processes: each says that it began, waits until it may go on, and ends with its code. */
function stage(exitCodes: number[], { gated = false } = {}) {
  const folder = path.join(root, String(++places));
  mkdirSync(folder);
  const script = `cat > "$1.read"; touch "$1.began"; while ${gated ? '[ ! -e "$1.open" ]' : 'false'}; do sleep 0.01; done; echo "said $1"; exit $2`;
  const processes = exitCodes.map(
    (code, at) =>
      new ClaudeProcess({
        prompt: `do ${at}`,
        processId: `p${at}`,
        workingDir: folder,
        logDir: path.join(folder, 'logs'),
        streamOutput: false,
        command: ['/bin/sh', '-c', script, 'sh', `p${at}`, String(code)],
      }),
  );
  return {
    folder,
    processes,
    open: (id: string) => writeFileSync(path.join(folder, `${id}.open`), ''),
    began: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.began'))
        .map((name) => name.slice(0, -6)),
  };
}

/** Lets what runs end one by one, each time the one that `choose` says, and notes in which order that was. */
function releaser(open: (id: string) => void, choose: (running: string[]) => string | undefined) {
  const running = new Set<string>();
  const released: string[] = [];
  let most = 0;
  const next = () => {
    if (released.some((each) => running.has(each))) return;
    const id = choose([...running].filter((each) => !released.includes(each)));
    if (!id) return;
    released.push(id);
    open(id);
  };
  return {
    released,
    most: () => most,
    onProgress: ({ processId, state }: Progress) => {
      if (state === 'started') running.add(processId);
      else running.delete(processId);
      most = Math.max(most, running.size);
      // After whatever else starts in this moment; one at a time is let go.
      if (state === 'finished' || released.length === 0)
        setImmediate(() => (running.size > 0 ? next() : null));
    },
  };
}

describe('strategies with real processes', () => {
  test('parallel: all run, never more than maxWorkers at once, results in the order in which they end', async () => {
    await fc.assert(
      fc.asyncProperty(
        codes(5),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        async (exitCodes, maxWorkers, pick) => {
          const { processes, open } = stage(exitCodes, { gated: true });
          const gate = releaser(open, (running) => running[pick % Math.max(1, running.length)]);
          const results = await runParallel(processes, { maxWorkers, onProgress: gate.onProgress });
          expect(results.map(({ processId }) => processId)).toEqual(gate.released);
          expect(results).toHaveLength(exitCodes.length);
          for (const { processId, exitCode, output } of results) {
            expect(exitCode).toBe(exitCodes[Number(processId.slice(1))]);
            expect(output).toBe(`said ${processId}\n`);
          }
          expect(gate.most()).toBe(Math.min(maxWorkers, exitCodes.length));
        },
      ),
      RUNS,
    );
  });

  test('sequential: in order, up to the first failure where that is asked, each given what came before', async () => {
    await fc.assert(
      fc.asyncProperty(codes(4), fc.boolean(), fc.boolean(), async (exitCodes, stopOnFailure, passOutput) => {
        const { processes, began, folder } = stage(exitCodes);
        const results = await runSequential(processes, { stopOnFailure, passOutput });
        const failed = exitCodes.findIndex((code) => code !== 0);
        const wanted = stopOnFailure && failed >= 0 ? exitCodes.slice(0, failed + 1) : exitCodes;
        expect(results.map(({ processId, exitCode }) => [processId, exitCode])).toEqual(
          wanted.map((code, at) => [`p${at}`, code]),
        );
        expect(began().sort()).toEqual(wanted.map((_, at) => `p${at}`));
        for (const at of wanted.keys()) {
          const given = readOf(folder, `p${at}`);
          expect(given.endsWith(`do ${at}`)).toBe(true);
          expect(given.includes(`said p${at - 1}`)).toBe(passOutput && at > 0);
          expect(given.includes('It failed with exit code 3.')).toBe(
            passOutput && at > 0 && exitCodes[at - 1] === 3,
          );
        }
      }),
      RUNS,
    );
  });

  test('fallback: the first success or the last failure, and nothing runs behind a success', async () => {
    await fc.assert(
      fc.asyncProperty(codes(4), async (exitCodes) => {
        const { processes, began } = stage(exitCodes);
        const result = await runWithFallback(processes);
        const good = exitCodes.indexOf(0);
        const last = good >= 0 ? good : exitCodes.length - 1;
        expect([result.processId, result.exitCode]).toEqual([`p${last}`, exitCodes[last]]);
        expect(began()).toHaveLength(last + 1);
      }),
      RUNS,
    );
  });

  test('batched: batch by batch, each given the outputs of the one before', async () => {
    await fc.assert(
      fc.asyncProperty(
        codes(5),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        async (exitCodes, batchSize, pick) => {
          const { processes, open, folder } = stage(exitCodes, { gated: true });
          const gate = releaser(open, (running) => running[pick % Math.max(1, running.length)]);
          const results = await runBatched(processes, {
            batchSize,
            passOutput: true,
            onProgress: gate.onProgress,
          });
          expect(results.map(({ processId }) => processId)).toEqual(gate.released);
          const batchOf = (id: string) => Math.floor(Number(id.slice(1)) / batchSize);
          const batches = results.map(({ processId }) => batchOf(processId));
          expect(batches).toEqual([...batches].sort((one, other) => one - other));
          expect(results).toHaveLength(exitCodes.length);
          for (const { processId } of results) {
            const given = readOf(folder, processId);
            for (const other of results)
              expect(given.includes(`said ${other.processId}\n`)).toBe(
                batchOf(other.processId) === batchOf(processId) - 1,
              );
          }
        },
      ),
      RUNS,
    );
  });

  test('panel, debate and cascade: votes are counted, the others are heard, the first that is good enough stays', async () => {
    const folder = stage([]).folder;
    const sh = (processId: string, script: string) =>
      new ClaudeProcess({
        prompt: `I am ${processId}`,
        processId,
        workingDir: folder,
        logDir: path.join(folder, 'logs'),
        streamOutput: false,
        command: ['/bin/sh', '-c', script],
      });
    const panel = await runPanel([
      sh('a', 'echo "fine."; echo "**VOTE: Approve**"'),
      sh('b', 'echo "VOTE: reject"; echo "VOTE: approve"'),
      sh('c', 'echo "VOTE: approve"; exit 1'),
    ]);
    expect(panel.approved).toBe(true);
    expect(Object.fromEntries(panel.votes.map(({ processId, vote }) => [processId, vote]))).toEqual({
      a: 'approve',
      b: 'approve',
      c: 'abstain',
    });
    const { rounds, conclusion } = await runDebate([sh('x', 'cat; echo x said'), sh('y', 'cat; exit 2')], {
      moderator: sh('moderator', 'cat'),
    });
    expect(rounds.map((round) => round.length)).toEqual([2, 2]);
    expect(rounds[1]?.find(({ processId }) => processId === 'y')?.output).toContain('x said');
    expect(conclusion?.output).toMatch(/This is what “x” put out[\s\S]*I am moderator/);
    expect(conclusion?.output).not.toContain('“y”');
    const tiers = [
      sh('cheap', 'true'),
      sh('broken', 'exit 9'),
      sh('good', 'echo good'),
      sh('never', 'echo never'),
    ];
    expect(await runCascade(tiers)).toMatchObject({ tier: 2, accepted: true, result: { output: 'good\n' } });
    expect(await runCascade(tiers.slice(0, 2))).toMatchObject({ tier: 0, accepted: false });
    expect(
      await runNVersion([sh('only', 'echo one'), sh('bad', 'exit 1')], { judge: sh('judge', 'exit 1') }),
    ).toMatchObject({
      winner: { processId: 'only' },
      verdict: null,
    });
  });

  test('what throws is a failed result, and the others run all the same', async () => {
    const { processes } = stage([0]);
    const broken = { processId: 'broken', prompt: '', run: () => Promise.reject(new Error('It broke.')) };
    const results = await runParallel([broken, ...processes]);
    expect(results.map(({ processId, exitCode }) => [processId, exitCode])).toEqual([
      ['broken', 1],
      ['p0', 0],
    ]);
    expect(results[0]?.stderr).toBe('It broke.');
    expect(await runParallel([])).toEqual([]);
    await expect(runBatched(processes, { batchSize: 0 })).rejects.toThrow(RangeError);
  });

  test('nothing more starts once it is aborted, and what runs is ended', async () => {
    const { processes, began } = stage([0, 0, 0], { gated: true });
    const stop = new AbortController();
    const running = runSequential(processes, { signal: stop.signal });
    await expect.poll(began).toEqual(['p0']);
    stop.abort();
    expect((await running).map(({ exitCode }) => exitCode)).toEqual([130]);
    expect(began()).toEqual(['p0']);
  });
});

const readOf = (folder: string, id: string) => {
  const file = path.join(folder, `${id}.read`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
