import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { QueryResultRow } from 'pg';
import { CANARY, type Machine } from '../harness/machine';
import type { Breach } from './breach';

type Sql = <R extends QueryResultRow>(text: string, values?: unknown[]) => Promise<R[]>;
const FRAME_HEADER = 13;
const STDOUT = 1;

/** Holds what machines left behind, and what their engines wrote down, against the database. For a system at rest. */
export async function auditMachines(machines: Machine[], sql: Sql): Promise<Breach[]> {
  return [
    ...machines.flatMap(leftovers),
    ...(await differingLogs(machines, sql)),
    ...(await doubledWork(machines, sql)),
    ...(await spilled(machines, sql)),
  ];
}

/** Processes, worktrees, spools and files of agents that have ended. */
function leftovers(machine: Machine): Breach[] {
  const breach = (what: string, facts: object): Breach => ({
    invariant: 'I7',
    what,
    facts: { machine: machine.name, ...facts },
  });
  const within = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
  const found: Breach[] = [];
  for (const folder of ['agents', 'worktrees', 'checkouts']) {
    const names = within(path.join(machine.state, folder));
    if (names.length > 0) found.push(breach(`${folder} were left behind`, { names }));
  }
  const trees = machine.git('worktree', 'list', '--porcelain').match(/^worktree /gm) ?? [];
  if (trees.length > 1) found.push(breach('git still knows worktrees', { trees: trees.length }));
  const alive = processesOf(machine.root);
  if (alive.length > 0) found.push(breach('processes were left behind', { alive }));
  return found;
}

/** Whatever runs with a home of this machine, other than by our own hand. */
function processesOf(root: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
        if (
          !environment.some((one) => one.startsWith('AO_AGENT_ID=')) ||
          !environment.includes(`HOME=${path.join(root, 'home')}`)
        )
          return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
      } catch {
        return [];
      }
    });
}

/** The bytes of stdout that the server has of an agent. */
async function stdoutOf(sql: Sql, agentId: string): Promise<Buffer> {
  const rows = await sql<{ bytes: Buffer }>(
    'select bytes from hot.log_chunk where agent_id = $1 order by off',
    [agentId],
  );
  const log = Buffer.concat(rows.map(({ bytes }) => bytes));
  const pieces: Buffer[] = [];
  for (let at = 0; at < log.length; ) {
    const length = log.readUInt32BE(at);
    if ((log[at + 4]! & 0x7f) === STDOUT)
      pieces.push(log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + length));
    at += FRAME_HEADER + length;
  }
  return Buffer.concat(pieces);
}

/** The log of a finished agent is its engine's stream; that of any other is a beginning of it. */
async function differingLogs(machines: Machine[], sql: Sql): Promise<Breach[]> {
  const agents = await sql<{ id: string; status: string; whole: boolean }>(
    `select id, status::text, result_hash is not null and status in ('completed', 'failed') and log_bytes < 60000000 as whole
     from agent where kind = 'work'`,
  );
  const found: Breach[] = [];
  for (const machine of machines)
    for (const { id, status, whole } of agents) {
      const file = path.join(machine.truth, `agent_${id.replaceAll('-', '')}.out`);
      if (!existsSync(file)) continue;
      const truth = readFileSync(file);
      if (truth.includes('canary')) continue;
      const stored = await stdoutOf(sql, id);
      const same = truth.subarray(0, stored.length).equals(stored);
      if (!same || (whole && stored.length !== truth.length))
        found.push({
          invariant: 'I5',
          what: same
            ? 'the log of an agent that has finished lacks its end'
            : 'a log is not what the engine wrote',
          facts: { agent: id, status, engine: truth.length, stored: stored.length },
        });
    }
  return found;
}

/** Each task that is done has its file in exactly one commit of one machine's branch; a cancelled one has none. */
async function doubledWork(machines: Machine[], sql: Sql): Promise<Breach[]> {
  // Roles that make no commit, as the planner's, leave no file.
  const tasks = await sql<{ number: string; status: string }>(
    "select number, status::text from task where role <> 'planner'",
  );
  const merged = machines.map((machine) =>
    machine.git('log', '--name-only', '--format=', 'main', '--', 'work').split('\n'),
  );
  const found: Breach[] = [];
  for (const { number, status } of tasks) {
    const file = `work/TASK-${number}.txt`;
    const times = merged.flat().filter((name) => name === file).length;
    const wanted = status === 'COMPLETED' ? 1 : 0;
    if (times !== wanted)
      found.push({
        invariant: status === 'CANCELLED' ? 'I8' : 'I2',
        what: `a task that is ${status} was merged ${times} times`,
        facts: { number },
      });
  }
  return found;
}

/** The canary in what was stored or left on a disk; the engine's own notes do not count. */
async function spilled(machines: Machine[], sql: Sql): Promise<Breach[]> {
  const shapes = [CANARY, Buffer.from(CANARY).toString('base64')];
  const found: Breach[] = [];
  for (const shape of shapes) {
    const places = await sql<{ place: string }>(
      `select 'log' as place from hot.log_chunk where position($1::bytea in bytes) > 0
       union all select 'event' from event where position($2 in payload::text) > 0
       union all select 'result' from agent where position($2 in result::text) > 0
       union all select 'task' from task where position($2 in coalesce(feedback, '')) > 0`,
      [Buffer.from(shape), shape],
    );
    for (const { place } of places)
      found.push({ invariant: 'I9', what: 'a secret was stored', facts: { place } });
    for (const machine of machines)
      for (const at of existsSync(machine.state)
        ? readdirSync(machine.state, { recursive: true, encoding: 'utf8' })
        : [])
        if (at.endsWith('log.bin') && readFileSync(path.join(machine.state, at)).includes(shape))
          found.push({ invariant: 'I9', what: 'a secret is in the spool', facts: { at } });
  }
  return found;
}
