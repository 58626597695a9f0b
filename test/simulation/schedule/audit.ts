import { TERMINAL } from '@/contract/terminal-status';
import type { LiveLock } from '@/domain/locks/lock-state';
import { clashes } from '@/domain/locks/overlap';
import { type Answers, type Command, type Outcomes, saidOf } from '../commands';
import { chunkAt } from '../model/rows';
import type { AgentTruth } from '../truth';
import { notice } from './notice';
import type { World } from './world';

/** An invariant does not hold: which, and what was seen. */
export class Broken extends Error {
  constructor(
    readonly invariant: string,
    readonly saw: string,
  ) {
    super(`${invariant}: ${saw}`);
  }
}
const WAITS_FOR_A_PERSON = new Set(['NEEDS_HUMAN', 'IN_REVIEW', 'DRAFT']);
/** Commands that change what the rows must agree on. */
const MOVES = new Set<Command['do']>([
  'create',
  'open',
  'claim',
  'start',
  'lock',
  'finish',
  'sweep',
  'cancel',
  'retry',
  'approve',
  'requestChanges',
  'releaseLocks',
]);
const END_EVENTS = new Set(['task.completed', 'task.cancelled', 'task.failed']);
type Before = { live: boolean; attempt: number; status: string } | null;

/** Watches the rows and the truth, and nothing else: what the server decides by is not asked. */
export class Auditor {
  /** Of each agent whose machine lost power the bytes of its log that were synced. */
  readonly sure = new Map<string, number>();
  private readonly attempts = new Map<string, number>();
  /** Which agent each claim has brought. */
  private readonly claims = new Map<string, string>();
  /** Locks that overlapped none of those beside which they were made. */
  private readonly lookedAt = new Set<LiveLock>();

  constructor(private readonly world: World) {}

  /** What an agent's write finds, before it is done. */
  before(command: Command): Before {
    if (!('token' in command)) return null;
    const { rows } = this.world.model;
    const agent = rows.agents.get(command.agentId);
    if (!agent) return null;
    const lease = rows.leases.get(agent.id);
    return {
      live:
        agent.endedAt === null &&
        lease?.token === command.token &&
        agent.attempt === rows.tasks.get(agent.taskId)!.attempt,
      attempt: agent.attempt,
      status: rows.tasks.get(agent.taskId)!.status,
    };
  }

  /** After a command; `quiet`: nothing was told of it, so no row has moved. */
  after(command: Command, outcome: Outcomes, before: Before, quiet: boolean): void {
    this.look(command, outcome, before);
    if (MOVES.has(command.do) && 'value' in outcome && !quiet) this.states();
    notice(this.world, command, outcome);
  }

  private look(command: Command, outcome: Outcomes, before: Before): void {
    if (!('value' in outcome)) return;
    const { truth } = this.world;
    if ('token' in command && command.do !== 'finish' && !before?.live)
      throw new Broken('I4', `${command.do} of ${command.agentId} was accepted though it is not live`);
    if (command.do === 'cancel') truth.cancelled.add(command.taskId);
    if (command.do === 'requestChanges')
      truth.changes.set(command.taskId, (truth.changes.get(command.taskId) ?? 0) + 1);
    if (command.do === 'open') this.session(command.runnerId);
    if (command.do === 'claim') this.claim(command, outcome.value as Answers['claim']);
    if (command.do === 'append') {
      const { next } = outcome.value as { next: number };
      const acked = truth.acked.get(command.agentId) ?? 0;
      if (next < acked)
        throw new Broken('I5', `${command.agentId} had ${acked} bytes acknowledged, now ${next}`);
      truth.acked.set(command.agentId, next);
      const chunk = chunkAt(this.world.model.rows.agents.get(command.agentId)!, command.off);
      if (!chunk?.bytes.equals(command.bytes))
        throw new Broken(
          'I5',
          `${command.agentId}: other bytes than were acknowledged stand at ${command.off}`,
        );
    }
    if (command.do === 'finish') {
      const said = saidOf(command);
      const known = truth.taken.get(command.agentId);
      if (known === undefined && !before?.live)
        throw new Broken('I4', `a result of ${command.agentId} was accepted though it is not live`);
      if (known !== undefined && known !== said)
        throw new Broken('I2', `${command.agentId} had two results accepted`);
      const agent = this.world.model.rows.agents.get(command.agentId)!;
      if (agent.logBytes !== command.logBytes || agent.logDigest !== command.logDigest)
        throw new Broken('I5', `a result of ${agent.id} was accepted with another log than is stored`);
      if (known !== undefined) this.world.saw('a result is repeated');
      truth.taken.set(command.agentId, said);
    }
  }

  /** After a session was opened nothing of an older one is live. */
  private session(runnerId: string): void {
    const { rows } = this.world.model;
    const { epoch } = rows.runners.get(runnerId)!;
    for (const lease of rows.leases.values())
      if (lease.runnerId === runnerId && lease.epoch !== epoch)
        throw new Broken('I4', `${lease.agentId} of session ${lease.epoch} lives on in session ${epoch}`);
  }

  private claim(
    { claimId, runnerId, epoch }: Extract<Command, { do: 'claim' }>,
    { granted }: Answers['claim'],
  ): void {
    if (!granted) return;
    if (this.world.model.rows.runners.get(runnerId)!.epoch !== epoch)
      throw new Broken('I4', `session ${epoch} of ${runnerId} was granted work though a newer one is open`);
    const before = this.claims.get(`${runnerId} ${claimId}`);
    if (before !== undefined && before !== granted.agentId)
      throw new Broken('I2', `one claim of ${runnerId} brought ${before} and ${granted.agentId}`);
    this.claims.set(`${runnerId} ${claimId}`, granted.agentId);
  }

  /** What must hold in the rows at every moment. */
  private states(): void {
    const { rows } = this.world.model;
    const live = new Set<string>();
    for (const lease of rows.leases.values()) {
      if (live.has(lease.taskId)) throw new Broken('I3', `${lease.taskId} has two live agents`);
      live.add(lease.taskId);
      if (rows.agents.get(lease.agentId)!.endedAt !== null)
        throw new Broken('I3', `${lease.agentId} has ended and holds a lease`);
    }
    for (const task of rows.tasks.values()) {
      const known = this.attempts.get(task.id) ?? 0;
      if (task.attempt < known) throw new Broken('I3', `the attempts of ${task.id} went back`);
      if (task.attempt > known) this.attempts.set(task.id, task.attempt);
      if (TERMINAL.has(task.status) && live.has(task.id))
        throw new Broken('I3', `${task.id} is ${task.status} and has a live agent`);
      if ((task.status === 'ASSIGNED' || task.status === 'IN_PROGRESS') && !live.has(task.id))
        throw new Broken('I1', `${task.id} is ${task.status} and nobody is at work on it`);
      if (task.status === 'COMPLETED' && this.world.truth.cancelled.has(task.id))
        throw new Broken('I8', `${task.id} was cancelled and is completed`);
    }
    for (const { taskId, pattern } of rows.locks) {
      const { status } = rows.tasks.get(taskId)!;
      if (!rows.holds.has(taskId) || TERMINAL.has(status) || status === 'QUEUED')
        throw new Broken('I6', `${pattern} is held by ${taskId}, which is ${status}`);
    }
    this.apart(rows.locks);
  }

  /** Locks of two tasks never overlap; a lock stays as it was made, so each pair is looked at once. */
  private apart(locks: LiveLock[]): void {
    const { lookedAt } = this;
    for (let i = 0; i < locks.length; i++) {
      const lock = locks[i]!;
      if (lookedAt.has(lock)) continue;
      lookedAt.add(lock);
      for (const other of locks)
        if (other.taskId !== lock.taskId && clashes(lock, other))
          throw new Broken(
            'I6',
            `${lock.pattern} of ${lock.taskId} overlaps ${other.pattern} of ${other.taskId}`,
          );
    }
  }

  /** A commit or merge is about to be made. */
  sideEffect(agentId: string): void {
    const { rows } = this.world.model;
    const agent = rows.agents.get(agentId)!;
    if (agent.reason === 'runner_restarted') return;
    if (agent.endedAt !== null && agent.status === 'lost')
      throw new Broken('I4', `${agentId} acts though its lease was recovered`);
  }

  /** A log was opened again after a crash. */
  reopened({ agentId, length, written }: AgentTruth, bytes: number): void {
    const sure = this.sure.get(agentId) ?? length;
    if (bytes < Math.min(sure, length))
      throw new Broken('I5', `the disk had ${sure} bytes of ${agentId} for sure, its log has ${bytes}`);
    let at = 0;
    for (const frame of written) if (at < bytes) at += frame.length;
    if (at !== bytes) throw new Broken('I5', `the log of ${agentId} was opened at ${bytes}, within a frame`);
    this.sure.delete(agentId);
  }

  /** What must hold when everything has come to rest; throws Broken. */
  atRest(): void {
    const { model, truth } = this.world;
    const { rows } = model;
    for (const task of rows.tasks.values()) {
      if (TERMINAL.has(task.status) || WAITS_FOR_A_PERSON.has(task.status)) {
        if (task.status !== 'NEEDS_HUMAN' || rows.exceptions.some((x) => x.open && x.taskId === task.id))
          continue;
        throw new Broken('I1', `${task.id} needs a person and says nowhere why`);
      }
      if (task.status === 'BLOCKED' && this.waitsForAPerson(task.id, task.reason ?? '')) continue;
      throw new Broken('I1', `${task.id} is ${task.status} (${task.reason}) long after all faults`);
    }
    for (const agent of rows.agents.values()) this.logOf(agent.id);
    // Where those who merged are lost nobody knows whether the branch has moved, and a person may ask for another commit.
    for (const [taskId, merges] of truth.merges)
      if (merges.length > 1 + (truth.changes.get(taskId) ?? 0))
        throw new Broken('I2', `${taskId} was merged ${merges.length} times`);
    const ends = new Set<string>();
    for (const { type, taskId } of rows.events) {
      if (!END_EVENTS.has(type)) continue;
      const end = `${taskId} ${type}`;
      if (ends.has(end)) throw new Broken('I2', `${taskId} has more than one event ${type}`);
      ends.add(end);
    }
  }

  private waitsForAPerson(taskId: string, reason: string): boolean {
    const { rows } = this.world.model;
    if (reason.startsWith('dependency:')) return true;
    // A lock is waited for: somebody must hold it, and be waiting for a person.
    return rows.locks.some(
      ({ taskId: holder }) => holder !== taskId && WAITS_FOR_A_PERSON.has(rows.tasks.get(holder)!.status),
    );
  }

  private logOf(agentId: string): void {
    const { rows } = this.world.model;
    const { truth } = this.world;
    const agent = rows.agents.get(agentId)!;
    const stored = joined(agent.chunks.map(({ bytes }) => bytes));
    const acked = truth.acked.get(agentId) ?? 0;
    if (stored.length < acked)
      throw new Broken('I5', `${agentId}: ${acked} bytes acknowledged, ${stored.length} stored`);
    const real = truth.agents.get(agentId);
    if (!real) return;
    const written = joined(real.written);
    const same =
      agent.resultHash !== null ? stored.equals(written) : written.subarray(0, stored.length).equals(stored);
    if (!same && !this.world.ghostsOf.has(agentId))
      throw new Broken(
        'I5',
        `${agentId} (${agent.status}): ${stored.length} bytes stored, ${written.length} written`,
      );
  }
}

const joined = (parts: Buffer[]): Buffer => (parts.length === 1 ? parts[0]! : Buffer.concat(parts));
