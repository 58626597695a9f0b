// `npm run demo`: the whole product with a scripted model, on this machine alone: no key, no network, no cost.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTask } from '@/contract/task-calls';
import { bringUp, type Demo } from './demo/bring-up';
import { judgeDemo } from './demo/judge';
import { playBacklog } from './demo/play-backlog';
import { runOnce } from './demo/run-once';
import { settleTask } from './demo/settle-task';
import { backlog, onceTask } from './demo/tasks';
import { npmCommand } from './npm-command';

const flags = npmCommand(
  'npm run demo',
  'The whole product with a scripted model: no key, no network, no cost.',
)
  .option('--once', 'one task to its end, judged, then everything is taken down')
  .option('--json', 'with --once: what came of it as one line of JSON')
  .option('--verbose', 'what the dashboard and the runners say')
  .parse()
  .opts<{ once?: true; json?: true; verbose?: true }>();
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
// What is for people goes to stderr where stdout belongs to the report.
const tell = (line: string) => (flags.json ? console.error(line) : console.log(line));
const undo: (() => unknown)[] = [];
let ending: Promise<void> | undefined;

/** Takes everything down, the newest first; only what the demo itself has started. */
function takeDown(): Promise<void> {
  ending ??= (async () => {
    for (const step of undo.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        tell(`While cleaning up: ${(error as Error).message}`);
      }
    }
  })();
  return ending;
}

const interrupted = new Promise<number>((done) => {
  process.on('SIGINT', () => done(130));
  process.on('SIGTERM', () => done(143));
});

async function run(): Promise<number> {
  const chatter = (line: string) => (flags.verbose ? tell(`  ${line}`) : undefined);
  const demo = await bringUp(checkout, undo, tell, chatter);
  if (!flags.once) return show(demo);
  const report = await runOnce(demo, tell);
  const wrong = judgeDemo(report);
  for (const sentence of wrong) tell(`Wrong: ${sentence}`);
  await takeDown();
  console.log(
    flags.json
      ? JSON.stringify(report)
      : `${JSON.stringify(report, null, 2)}\n${wrong.length ? 'Not as it should be.' : 'Everything holds.'}`,
  );
  return wrong.length === 0 ? 0 : 1;
}

async function show(demo: Demo): Promise<number> {
  const { api, url, projectId, command, broken } = demo;
  tell(`\nThe dashboard is on ${url}\n\nA first task is done and merged by itself; watch it there:`);
  const first = await api.call(createTask, { body: { ...onceTask, projectId } });
  await Promise.race([settleTask(api, first.id, tell), broken]);
  tell(`
Now a backlog of ${backlog.length}: one meets a file that another holds, one waits for a file lock (“Locks” says whose),
one uses up its turns, one loses its machine, one waits for others, and one gathers two of them. One leaves out a point
that was asked for: a judge that is not its author finds it, and it goes back. Two are right alone and break a test
together: the second to be merged comes back with the name of the test (“Merges”), and the branch never holds both.
Each proof is signed: agent-orchestrator verify TASK-1.
They come to their end by themselves, but for four decisions of yours:

  Answer the question about the currency on “Needs you”. With “Always, in this project” it becomes a rule, which
  answers the task about price tags when that one asks the same.
  “Test the empty cart” deletes a test, so nothing proves it. Comment on the line that went, and request changes.
  Approve the task of high risk.
  “Find a slogan” fails its own test. Retry it and ask for something shorter; or take it over, change src/slogan.js where
  the first command says, hand it in with the second, and approve your own work:
    ${command} takeover TASK-<n>
    ${command} takeover TASK-<n> --done

A scripted model stands in for the real one. All else is real: Claude Code, git, the checks, the merges.
Ctrl-C ends the demo and removes all it has made.
`);
  return Promise.race([playBacklog(demo, tell), broken]);
}

try {
  process.exitCode = await Promise.race([run(), interrupted]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await takeDown();
}
process.exit();
