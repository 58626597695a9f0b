import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate with its key, as PEM. */
export interface Certificate {
  name: string;
  key: KeyObject;
  cert: string;
}

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const BASIC_CONSTRAINTS = '551d13';
const ALTERNATIVE_NAMES = '551d11';

/** Makes one for 127.0.0.1, or one that signs others; good for the days around now that are given, or else not. */
export function makeCertificate(
  name: string,
  { signedBy, fromDay = -1, toDay = 1 }: { signedBy?: Certificate; fromDay?: number; toDay?: number } = {},
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extension = signedBy
    ? [oid(ALTERNATIVE_NAMES), der(0x04, der(0x30, der(0x87, Buffer.from([127, 0, 0, 1]))))]
    : [oid(BASIC_CONSTRAINTS), der(0x04, der(0x30, der(0x01, Buffer.from([0xff]))))];
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1 + Math.floor(Math.random() * 126)])),
    der(0x30, oid(ECDSA_SHA256)),
    named(signedBy?.name ?? name),
    der(0x30, day(fromDay), day(toDay)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, ...extension))),
  );
  const signature = sign('sha256', body, signedBy?.key ?? privateKey);
  const whole = der(
    0x30,
    body,
    der(0x30, oid(ECDSA_SHA256)),
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = whole.toString('base64').match(/.{1,64}/g)!;
  return {
    name,
    key: privateKey,
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

/** One element of DER: its tag, its length, what it holds. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const named = (name: string) =>
  der(0x30, der(0x31, der(0x30, oid(COMMON_NAME), der(0x0c, Buffer.from(name)))));
/** UTCTime: two digits of the year. */
const day = (at: number) =>
  der(
    0x17,
    Buffer.from(`${new Date(Date.now() + at * DAY_MS).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`),
  );
