import { UtcClient } from './utc-client';

/** What pg declares privately: the socket under a client. */
interface Connected {
  connection: { stream: { cork(): void; uncork(): void } };
}

/**
 * A client that sends what is asked in one turn of the loop in one write: a system call costs more than the statements
 * that share it.
 */
export class TurnClient extends UtcClient {
  private corked = false;

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it
  override query(...given: any[]): any {
    if (!this.corked) {
      this.corked = true;
      const { stream } = (this as unknown as Connected).connection;
      stream.cork();
      process.nextTick(() => {
        this.corked = false;
        stream.uncork();
      });
    }
    return super.query.apply(this, given as never);
  }
}
