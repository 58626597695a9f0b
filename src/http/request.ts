/** A request as both doors hand it in: neither Node's nor the Web's. */
export interface ApiRequest {
  method: string;
  /** Decoded path without the query. */
  path: string;
  search: URLSearchParams;
  /** Lower-case name; the first value. */
  header(name: string): string | undefined;
  /** The whole body; rejects with BODY_TOO_LARGE past `max` bytes. */
  body(max: number): Promise<Uint8Array>;
  /** Address of the peer as this door knows it; null where it cannot know. */
  remoteAddress: string | null;
  door: 'own' | 'next';
  /** Aborted when the client goes away or the server stops. */
  signal: AbortSignal;
}

/** An answer for either door to write. Text events are already framed. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | AsyncIterable<string> | null;
}
