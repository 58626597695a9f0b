/** What guessing costs an attacker: 19 MiB and two passes each (OWASP's least for argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The library is native and asked for by sign-ins alone: nothing else waits for it. */
const argon2 = () => import('@node-rs/argon2');

/** A password as it is kept: argon2id with a salt of its own. */
export const hashPassword = async (password: string): Promise<string> =>
  (await argon2()).hash(password, COST);

/** Whether a password is the one that was kept; false for anything that is no such hash. */
export async function isPassword(kept: string, password: string): Promise<boolean> {
  try {
    return await (await argon2()).verify(kept, password);
  } catch {
    return false;
  }
}
