import { type AuditEnd, AuditLine, type AuditRow, type AuditSeal, NO_SEAL } from './audit';
import { canonicalJson } from './canonical-json';

type Sha256 = (text: string) => string;

/** The text whose sha256 stands for an event. */
export const rowText = ({ kind: _, ...row }: AuditRow): string => canonicalJson(row);

/** The text whose sha256 is a seal's hash. */
export const sealText = ({
  workspaceId,
  number,
  previous,
  entries,
  sealedAt,
}: Omit<AuditSeal, 'hash'>): string => canonicalJson({ workspaceId, number, previous, entries, sealedAt });

export interface Finding {
  /** Of the seal in which it was found. */
  number: number;
  what:
    | 'event changed'
    | 'event deleted'
    | 'event inserted'
    | 'seal changed'
    | 'seal deleted'
    | 'not an export';
  /** Of the event, where it is about one. */
  id: string | null;
}
export interface Verdict {
  seals: number;
  events: number;
  /** Events that the retention has forgotten, as the chain itself says. */
  forgotten: number;
  /** The end of the chain; kept elsewhere it proves later that nothing of this was cut off or made anew. */
  head: { number: number; hash: string };
  /** In the order of the chain; none where all is as it was sealed. */
  findings: Finding[];
}

/**
 * Holds an export of the audit, line by line, against its own chain of hashes. `kept` is a head that was noted earlier:
 * the chain must still pass through it. `sha256` answers hexadecimal digits.
 */
export async function verifyAudit(
  lines: AsyncIterable<string> | Iterable<string>,
  sha256: Sha256,
  kept?: { number: number; hash: string },
): Promise<Verdict> {
  const check = new Check(sha256, kept);
  for await (const line of lines) if (line.trim() !== '') check.take(line);
  return check.end();
}

class Check {
  private seals = 0;
  private events = 0;
  private head = { number: 0, hash: NO_SEAL };
  private workspaceId: string | null = null;
  private findings: Finding[] = [];
  private seal: AuditSeal | null = null;
  /** Events of the open seal, or of a later one; and the ids of those that were looked at. */
  private rows = new Map<string, { row: AuditRow; number: number }>();
  private done = new Set<string>();
  /** Seals without one of their events, which the retention must account for further on. */
  private wanting = new Map<number, AuditSeal>();
  private accounted = new Set<number>();
  private keptSeen: boolean;
  private ended: { number: number; hash: string; more: boolean } | null = null;

  constructor(
    private readonly sha256: Sha256,
    private readonly kept?: { number: number; hash: string },
  ) {
    this.keptSeen = kept === undefined;
  }

  take(line: string): void {
    const read = parse(line);
    if (read?.kind === 'event') this.takeRow(read);
    else if (read) this.takeBound(read);
    else this.find('not an export');
  }

  private takeRow(row: AuditRow): void {
    if (this.done.has(row.id) || this.rows.has(row.id)) this.find('event inserted', row.id);
    else this.rows.set(row.id, { row, number: this.head.number });
  }

  private takeBound(read: AuditSeal | AuditEnd): void {
    this.close();
    this.workspaceId ??= read.workspaceId;
    if (read.workspaceId !== this.workspaceId) this.find('not an export');
    else if (read.kind === 'end') this.ended = read;
    else this.open(read);
  }

  end(): Verdict {
    this.close();
    const { head } = this;
    // An export says where it ends: without that, what followed may have been cut off.
    if (!this.ended || this.ended.number !== head.number || this.ended.hash !== head.hash)
      this.find('seal deleted', null, head.number + 1);
    if (!this.keptSeen) this.find('seal deleted', null, this.kept!.number);
    let forgotten = 0;
    for (const [number, seal] of this.wanting) {
      if (this.accounted.has(number) || (this.ended?.more && seal.forgotten))
        forgotten += seal.entries.length;
      else this.find('event deleted', seal.entries[0]?.[0] ?? null, number);
    }
    for (const [id, { number }] of this.rows) this.find('event inserted', id, number);
    const findings = this.findings.toSorted((a, b) => a.number - b.number);
    return { seals: this.seals, events: this.events, forgotten, head, findings };
  }

  private open(seal: AuditSeal): void {
    const { number, previous, hash } = seal;
    const follows = this.seals === 0 || number === this.head.number + 1;
    if (!follows) this.find('seal deleted', null, this.head.number + 1);
    const before = this.seals === 0 && number > 1 ? previous : this.head.hash;
    if (this.sha256(sealText(seal)) !== hash || (follows && previous !== before))
      this.find('seal changed', null, number);
    if (this.kept?.number === number) {
      this.keptSeen = true;
      if (this.kept.hash !== hash) this.find('seal changed', null, number);
    }
    this.seals++;
    this.seal = seal;
    this.head = { number, hash };
  }

  /** All events of the open seal have been read. */
  private close(): void {
    const { seal } = this;
    this.seal = null;
    if (!seal) return;
    const there = seal.entries.filter(([id]) => this.rows.has(id));
    if (there.length === 0 && seal.entries.length > 0) this.wanting.set(seal.number, seal);
    else
      for (const [id, digest] of seal.entries) {
        const held = this.rows.get(id);
        if (!held) this.find('event deleted', id, seal.number);
        else this.verify(held.row, digest, seal.number);
      }
  }

  private verify(row: AuditRow, digest: string, number: number): void {
    this.rows.delete(row.id);
    this.done.add(row.id);
    this.events++;
    if (this.sha256(rowText(row)) !== digest) this.find('event changed', row.id, number);
    const { seals } = row.payload;
    if (row.type === 'audit.forgotten' && Array.isArray(seals))
      for (const one of seals) this.accounted.add(Number(one));
  }

  private find(what: Finding['what'], id: string | null = null, number = this.head.number): void {
    this.findings.push({ number, what, id });
  }
}

function parse(line: string): AuditLine | null {
  try {
    return AuditLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
