/** A statement of a *.sql.ts file: named, so that it is prepared once per connection. */
export interface Statement {
  name: string;
  text: string;
}
// biome-ignore lint/suspicious/noExplicitAny: rows are parsed by the statement's own file
type Row = any;

/** How a transaction is spoken to. */
export interface Runs {
  /** Topics to wake when the transaction has committed. */
  wakes: Set<string>;
  query<R = Row>(statement: Statement, values?: unknown[]): Promise<R[]>;
  /**
   * One entry of a statement that takes lists: what is asked in one turn of the loop travels as one statement, so
   * many that do the same beside each other cost what one does. Each row names its entry as `ord`, from 1.
   */
  each<R = Row>(statement: Statement, entry: unknown[]): Promise<R[]>;
  /** The same for what nobody reads in this transaction: sent as one statement before it commits. */
  later(statement: Statement, entry: unknown[]): void;
  /** What is asked now and nobody waits for: the transaction fails with it at its end. */
  unread(asked: Promise<unknown>): void;
}

/** in_failed_sql_transaction: what PostgreSQL says to everything that follows a failure. */
const FAILED_BEFORE = '25P02';

interface Entry {
  values: unknown[];
  resolve(rows: never): void;
  reject(error: unknown): void;
}

/**
 * A transaction that speaks through `send`. `settle` sends what was left for later in the turn in which it is called, so
 * the commit may be sent behind it. `causeOf` an error is that of the statement which made all later ones fail.
 */
export function runsThrough(send: (statement: Statement, values: unknown[]) => Promise<Row[]>): {
  runs: Runs;
  settle(): Promise<unknown>;
  causeOf(error: unknown): Promise<unknown>;
  /** Resolves when what nobody waits for is answered, or refused. */
  answered(): Promise<unknown>;
} {
  let turn = new Map<Statement, Entry[]>();
  const left = new Map<Statement, unknown[][]>();
  const unread: Promise<unknown>[] = [];

  function sendTurn(): void {
    const asked = turn;
    turn = new Map();
    for (const [statement, entries] of asked) {
      const columns = columnsOf(entries.map(({ values }) => values));
      send(statement, columns).then(
        (rows) => {
          const answers: Row[][] = entries.map(() => []);
          for (const row of rows) answers[row.ord - 1]?.push(row);
          for (const [i, entry] of entries.entries()) entry.resolve(answers[i] as never);
        },
        (error) => {
          for (const entry of entries) entry.reject(error);
        },
      );
    }
  }

  const answered = () => Promise.allSettled(unread);

  return {
    answered,
    runs: {
      wakes: new Set(),
      query: (statement, values = []) => send(statement, values) as Promise<never>,
      each: (statement, values) =>
        new Promise((resolve, reject) => {
          if (turn.size === 0) setImmediate(sendTurn);
          add(turn, statement, { values, resolve, reject });
        }),
      later: (statement, values) => add(left, statement, values),
      unread: (asked) => {
        asked.catch(() => {});
        unread.push(asked);
      },
    },
    settle() {
      sendTurn();
      const sent = [...left].map(([statement, entries]) => send(statement, columnsOf(entries)));
      return Promise.all([...unread, ...sent]);
    },
    async causeOf(error) {
      if ((error as { code?: string }).code !== FAILED_BEFORE) return error;
      const failed = (await answered()).find(({ status }) => status === 'rejected');
      return failed ? (failed as PromiseRejectedResult).reason : error;
    },
  };
}

function add<T>(to: Map<Statement, T[]>, statement: Statement, one: T): void {
  const known = to.get(statement);
  if (known) known.push(one);
  else to.set(statement, [one]);
}

const columnsOf = (entries: unknown[][]): unknown[][] =>
  entries[0]!.map((_, column) => entries.map((values) => values[column] ?? null));
