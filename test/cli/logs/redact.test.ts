import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, redactText } from '../../../cli/src/logs/redact';

/** The text, given in pieces that end at the given places; `pausing` asks after each for what is decided. */
function inPieces(text: string, secrets: string[], cuts: number[], pausing = false): string {
  const bytes = Buffer.from(text);
  const redactor = createRedactor(secrets);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const out: Buffer[] = [];
  let from = 0;
  for (const place of [...places, bytes.length]) {
    out.push(redactor.push(bytes.subarray(from, place)));
    if (pausing) out.push(redactor.pause());
    from = place;
  }
  out.push(redactor.end());
  return Buffer.concat(out).toString();
}

const secret = fc.stringMatching(/^[A-Za-z0-9+/=_"\\:-]{6,40}$/);
const noise = fc.oneof(fc.string({ maxLength: 30, unit: 'grapheme' }), fc.constant('\n'));
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('the redactor', () => {
  test('lets no secret through, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        fc.array(noise, { minLength: 2, maxLength: 8 }),
        cuts,
        (secrets, parts, at) => {
          fc.pre(secrets.every((value) => !'[redacted]'.includes(value)));
          const text = parts.map((part, index) => part + (secrets[index % secrets.length] ?? '')).join('');
          const shown = inPieces(text, secrets, at);
          for (const value of secrets) expect(shown).not.toContain(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('gives the same text for every cutting', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 3 }),
        fc.array(fc.oneof(noise, secret), { maxLength: 10 }),
        cuts,
        (secrets, parts, at) => {
          const text = parts.concat(secrets).join('');
          expect(inPieces(text, secrets, at)).toBe(inPieces(text, secrets, []));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('gives the same text whenever it is asked in between for what cannot be a secret', () => {
    const begun = fc.constantFrom(
      'ghp_',
      'sk-ant-',
      'ao_pat_',
      'AKI',
      '-----BEGIN EC',
      'g',
      `npm_${'a1'.repeat(16)}`,
    );
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 3 }),
        fc.array(fc.oneof(noise, secret, begun), { maxLength: 10 }),
        cuts,
        (secrets, parts, at) => {
          const text = parts.concat(secrets).join('');
          expect(inPieces(text, secrets, at, true)).toBe(inPieces(text, secrets, []));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('gives what cannot be a secret when asked, and keeps what may be the beginning of one', () => {
    const redactor = createRedactor(['correct-horse']);
    const paused = (text: string) => {
      const given = redactor.push(Buffer.from(text)).toString();
      return given + redactor.pause().toString();
    };
    expect(paused('Continue? (y/N) ')).toBe('Continue? (y/N) ');
    expect(paused('..........')).toBe('..........');
    expect(paused(' correct-')).toBe(' ');
    expect(paused('horses ')).toBe('[redacted]s ');
    expect(paused(`key ghp_${'a1B2'.repeat(7)}`)).toBe('key ');
    expect(paused('xyz more')).toBe('[redacted] more');
  });

  test('finds a secret as base64 at every place, URL-encoded and JSON-escaped', () => {
    const value = 'p@ss"word/with+signs=';
    for (const before of ['', 'a', 'ab']) {
      const text = Buffer.from(`${before}${value} and more`).toString('base64');
      const shown = Buffer.from(
        redactText(text, [value]).replaceAll(/\[redacted\]/g, ''),
        'base64',
      ).toString();
      expect(shown).not.toContain(value);
    }
    expect(redactText(`x=${encodeURIComponent(value)}`, [value])).toBe('x=[redacted]');
    expect(redactText(JSON.stringify({ value }), [value])).toBe('{"value":"[redacted]"}');
  });

  test.each([
    `ghp_${'a1B2'.repeat(9)}`,
    `ghs_12345_${'eyJ0.abc-'.repeat(50)}`,
    `github_pat_${'A1'.repeat(20)}`,
    `sk-ant-api03-${'x_Y-'.repeat(20)}`,
    `aor_${'A1b2'.repeat(10)}`,
    'AKIAIOSFODNN7EXAMPLE',
    `npm_${'a1'.repeat(18)}`,
  ])('knows the shape of %s', (key) => {
    expect(redactText(`key: ${key}, next`, [])).toBe('key: [redacted], next');
    expect(inPieces(`key: ${key}\n`, [], [7, 11, 20])).toBe('key: [redacted]\n');
  });

  test('takes out a whole private key, lines and all', () => {
    const pem = `-----BEGIN EC PRIVATE KEY-----\n${'MHcCAQEE\n'.repeat(20)}-----END EC PRIVATE KEY-----`;
    expect(inPieces(`before\n${pem}\nafter\n`, [], [20, 60, 150])).toBe('before\n[redacted]\nafter\n');
  });

  test('lets none of two hundred planted canaries through, in any form and any cutting', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const drawn = (n: number, seed: number) =>
      Array.from({ length: n }, (_, at) => letters[(seed * 31 + at * at * 7 + at * seed) % 62]).join('');
    const shapes = [
      (n: number) => `ghp_${drawn(36, n)}`,
      (n: number) => `ghs_${n}_${drawn(300, n)}.${drawn(200, n + 1)}`,
      (n: number) => `github_pat_${drawn(60, n)}`,
      (n: number) => `sk-ant-api03-${drawn(60, n)}`,
      (n: number) => `aoe_${drawn(38, n)}`,
      (n: number) => `aoj_${drawn(43, n)}`,
      (n: number) => `ao_pat_${drawn(43, n)}`,
      (n: number) => `AKIA${drawn(16, n).toUpperCase()}`,
      (n: number) => `npm_${drawn(36, n)}`,
      (n: number) => `xoxb-${drawn(40, n)}`,
    ];
    const known = shapes.flatMap((shape) => Array.from({ length: 10 }, (_, n) => shape(n + 1)));
    const values = Array.from({ length: 100 }, (_, n) => `${drawn(8 + (n % 40), n)}/+&="\\ ${n}`);
    const forms: ((value: string) => string)[] = [
      (value) => value,
      (value) => encodeURIComponent(value),
      (value) => JSON.stringify(value).slice(1, -1),
      (value) => Buffer.from(`user:${value}`).toString('base64'),
      (value) => Buffer.from(`x${value}yz`).toString('base64url'),
    ];
    const planted = [
      ...known.map((value) => ({ value, shown: value })),
      ...values.flatMap((value) => forms.map((form) => ({ value, shown: form(value) }))),
    ];
    const cores = new Map(
      planted.map(({ shown }) => [shown, shown.length > 16 ? shown.slice(6, -6) : shown]),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(planted, { minLength: 5, maxLength: 12 }), cuts, (some, at) => {
        const shown = inPieces(some.map((one) => one.shown).join(' \n at '), values, at);
        for (const one of some) expect(shown).not.toContain(cores.get(one.shown));
      }),
      { numRuns: 150 },
    );
  });

  test('holds nothing back past the end of a line', () => {
    const redactor = createRedactor(['a-secret-of-some-length']);
    expect(redactor.push(Buffer.from('one line\nand the next')).toString()).toBe('one line\n');
  });

  test('keeps bytes that are no text', () => {
    const bytes = Buffer.from([0, 0xff, 0xfe, 0x80, 0x0a, 0xc3]);
    const redactor = createRedactor(['secret-value']);
    expect(Buffer.concat([redactor.push(bytes), redactor.end()])).toEqual(bytes);
  });
});
