import { randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS, type startDeviceLogin as endpoint } from '@/contract/device';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { databaseNow } from '@/lib/clock';
import { signInTables } from '@/lib/db';
import { newCredential, sha256 } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { engine } from '@/lib/pool';

const LIFE_S = 600;
const INTERVAL_S = 5;

/** The hash by which a code that a person types is found. */
export const codeHash = (code: string): Buffer<ArrayBuffer> => sha256('device code', code);

/** Writes down what a machine asks for, and gives the two codes; only their hashes are kept. `address` is where it asked from. */
export async function startDeviceLogin(
  body: BodyOf<typeof endpoint>,
  { address, origin }: { address: string; origin: string },
): Promise<ReturnsOf<typeof endpoint>> {
  const now = (await databaseNow(engine)).getTime();
  const { token: deviceCode, hash } = newCredential('ao_dev_');
  const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join(
    '',
  );
  const tables = signInTables();
  await tables.deviceLogin.deleteMany({ where: { expiresAt: { lt: new Date(now - LIFE_S * 1000) } } });
  await tables.deviceLogin.create({
    data: {
      id: newId(),
      deviceHash: hash,
      codeHash: codeHash(code),
      wants: body.wants,
      scopes: body.wants === 'token' ? [...new Set(body.scopes)] : [],
      machine: body.machine,
      system: body.system,
      address,
      intervalS: INTERVAL_S,
      expiresAt: new Date(now + LIFE_S * 1000),
    },
  });
  return {
    deviceCode,
    userCode: `${code.slice(0, 4)}-${code.slice(4)}`,
    page: `${origin}/device`,
    expiresInSeconds: LIFE_S,
    intervalSeconds: INTERVAL_S,
  };
}
