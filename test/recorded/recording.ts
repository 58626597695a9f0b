/** One call as a runner or a person made it. `{{n:path}}` stands for what the answer to call n had there. */
export interface RecordedCall {
  endpoint: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  /** A raw body, in base64. */
  bytes?: string;
  status: number;
}

/** What the runner of one version said to its server, with the answers as that version understood them. */
export interface Recording {
  protocol: string;
  calls: RecordedCall[];
  /** JSON schema of the answer, by endpoint. */
  answers: Record<string, Record<string, unknown>>;
}

/** Where a value stands in an answer: its path. */
export function leavesOf(value: unknown, at = ''): [path: string, leaf: string | number][] {
  if (typeof value === 'string' || typeof value === 'number') return [[at, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, at ? `${at}.${key}` : key));
}

/** The value at a path. */
export const leafAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((within, key) => (within as Record<string, unknown> | undefined)?.[key], value);
