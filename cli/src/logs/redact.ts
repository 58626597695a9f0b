import { PEM_BEGIN, PEM_END, SECRET_SHAPES, shapeBegun } from './secret-shapes';

const MARK = '[redacted]';
/** Longest beginning that decides whether a known shape is there. */
const SHAPE_REACH = 96;
const SWALLOW_MAX = 32 * 1024;
const TOKEN = /[\w.+/=~-]/;

export interface Redactor {
  /** Takes bytes; gives those that can no longer be part of a secret. */
  push(bytes: Uint8Array): Buffer;
  /** Gives, of what is held back, all that could not grow into a secret whatever comes next. */
  pause(): Buffer;
  /** Gives what was held back: the stream has ended. */
  end(): Buffer;
}

/**
 * Replaces secrets in a stream of bytes, however it is cut into pieces: the given values (6 characters and
 * more, also as base64, URL-encoded and JSON-escaped) and the known shapes of keys and tokens.
 */
export function createRedactor(secrets: string[]): Redactor {
  const needles = needlesOf(secrets);
  const reach = Math.max(SHAPE_REACH, ...needles.map((needle) => needle.length));
  const escaped = needles.map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    [...escaped, `(?<shape>${SECRET_SHAPES})`, `(?<pem>${PEM_BEGIN})`].join('|'),
    'g',
  );
  let held = '';
  let swallowing: 'token' | 'pem' | null = null;
  let swallowed = 0;

  /** Drops what belongs to the secret that is being swallowed; false while all of it does. */
  const swallow = (final: boolean): boolean => {
    if (swallowing === 'token') {
      let end = 0;
      while (end < held.length && TOKEN.test(held[end] as string)) end++;
      const over = end < held.length;
      held = held.slice(end);
      if (over) swallowing = null;
      return over;
    }
    const match = PEM_END.exec(held);
    if (match) {
      held = held.slice(match.index + match[0].length);
      swallowing = null;
      return true;
    }
    const drop = final ? held.length : Math.max(0, held.length - SHAPE_REACH);
    swallowed += drop;
    held = held.slice(drop);
    if (swallowed > SWALLOW_MAX) swallowing = null;
    return swallowing === null;
  };

  /** Before which place no secret can begin that is not whole yet. */
  const decidedAt = {
    // No secret holds a newline, so everything before the last one is decided.
    push: () => Math.max(held.length - reach, held.lastIndexOf('\n') + 1, 0),
    pause: () => Math.min(shapeBegun(held), ...needles.map((needle) => needleBegun(held, needle))),
    end: () => held.length,
  };

  const run = (why: keyof typeof decidedAt): Buffer => {
    let out = '';
    for (;;) {
      if (swallowing && !swallow(why === 'end')) break;
      const decided = decidedAt[why]();
      pattern.lastIndex = 0;
      const match = pattern.exec(held);
      if (!match || match.index >= decided) {
        out += held.slice(0, decided);
        held = held.slice(decided);
        break;
      }
      out += held.slice(0, match.index) + MARK;
      held = held.slice(match.index + match[0].length);
      swallowing = match.groups?.pem ? 'pem' : match.groups?.shape ? 'token' : null;
      swallowed = 0;
    }
    return Buffer.from(out, 'latin1');
  };

  return {
    push: (bytes) => {
      held += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      return run('push');
    },
    pause: () => run('pause'),
    end: () => run('end'),
  };
}

/** Where the end of a text begins that could grow into a needle; its length where there is none. */
function needleBegun(text: string, needle: string): number {
  for (let size = Math.min(needle.length - 1, text.length); size > 0; size--)
    if (text.endsWith(needle.slice(0, size))) return text.length - size;
  return text.length;
}

/** A whole text with its secrets replaced. */
export function redactText(text: string, secrets: string[]): string {
  const redactor = createRedactor(secrets);
  return Buffer.concat([redactor.push(Buffer.from(text, 'utf8')), redactor.end()]).toString('utf8');
}

/** Every form in which a secret may show, as latin1 text, longest first. */
function needlesOf(secrets: string[]): string[] {
  const forms = new Set<string>();
  for (const secret of secrets
    .flatMap((value) => value.split(/[\r\n]+/))
    .filter((value) => value.length >= 6)) {
    for (const form of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      ...base64Forms(secret),
    ]) {
      if (form.length >= 6) forms.add(Buffer.from(form, 'utf8').toString('latin1'));
    }
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/** The characters that stand for the secret alone, at each of the three places it can have in a base64 text. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((shift) => {
    const bits = bytes.length * 8;
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((shift * 8) / 6);
    const core = text.slice(first, Math.floor((shift * 8 + bits) / 6));
    return core.length >= 8 ? [core, core.replaceAll('+', '-').replaceAll('/', '_')] : [];
  });
}
