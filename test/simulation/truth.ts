/** What an agent's engine really did, written down where neither runner nor server can read. */
export interface AgentTruth {
  agentId: string;
  taskId: string;
  runnerId: string;
  /** Framed bytes that its spool took and its disk has not lost, in order. */
  written: Buffer[];
  length: number;
  /** Its disk lost bytes, or took no more: the log may end early. */
  cut: boolean;
}

/** The ground truth of a schedule. */
export class Truth {
  readonly agents = new Map<string, AgentTruth>();
  /** Commits that reached the project's branch, by task. */
  readonly merges = new Map<string, string[]>();
  /** How often a person asked for another commit of a task. */
  readonly changes = new Map<string, number>();
  /** Of each agent the most bytes that the server has acknowledged. */
  readonly acked = new Map<string, number>();
  /** Tasks whose cancellation a person was told of. */
  readonly cancelled = new Set<string>();
  /** Results that the server said it has taken, by agent. */
  readonly taken = new Map<string, string>();

  of(agentId: string, taskId: string, runnerId: string): AgentTruth {
    let truth = this.agents.get(agentId);
    if (!truth) {
      truth = { agentId, taskId, runnerId, written: [], length: 0, cut: false };
      this.agents.set(agentId, truth);
    }
    return truth;
  }

  write(truth: AgentTruth, frame: Buffer): void {
    truth.written.push(frame);
    truth.length += frame.length;
  }

  /** A disk has kept only so many bytes of an agent's log. */
  keep(truth: AgentTruth, bytes: number): void {
    while (truth.length > bytes) truth.length -= truth.written.pop()!.length;
    truth.cut = true;
  }
}
