import type { register as endpoint } from '@/contract/account';
import type { BodyOf } from '@/contract/endpoint';
import { accountsOn } from '@/domain/accounts/accounts-on';
import { mailVerification } from '@/domain/accounts/mail-verification';
import { mustVerify } from '@/domain/accounts/must-verify';
import { readInvitation } from '@/domain/accounts/read-invitation';
import { useInvitation } from '@/domain/accounts/use-invitation';
import { createWorkspace } from '@/domain/workspaces/create-workspace';
import { auth } from '@/lib/auth';
import { signInTables } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { inTheBackground } from '@/lib/in-the-background';

/**
 * Makes an account, and lets it into the workspace it is invited to or into one of its own where sign-up is open.
 * Throws FORBIDDEN without an invitation where one is needed, CONFLICT where the address has an account.
 */
export async function register({
  name,
  email,
  password,
  invitation,
}: BodyOf<typeof endpoint>): Promise<void> {
  if (!(await accountsOn()))
    throw new AppError('FORBIDDEN', 'This installation has no owner yet, so nobody can join it.');
  if (invitation) await readInvitation(invitation, email);
  else if (env().SIGN_UP !== 'open')
    throw new AppError(
      'FORBIDDEN',
      'An account needs an invitation here. Ask an owner or admin of the workspace for a link.',
    );
  const userId = await makeAccount(name, email, password);
  if (invitation) await useInvitation(invitation, { userId, name, email });
  else await createWorkspace(`${name}’s workspace`, { userId, name });
  if (mustVerify())
    await inTheBackground('a link that proves an address was not mailed', () =>
      mailVerification({ userId, email }),
    );
}

async function makeAccount(name: string, email: string, password: string): Promise<string> {
  const taken = async () => signInTables().user.findUnique({ where: { email }, select: { id: true } });
  if (!(await taken())) {
    const { api } = await auth();
    await api.signUpEmail({ body: { name, email, password } });
    const made = await taken();
    if (made) return made.id;
  }
  throw new AppError(
    'CONFLICT',
    'This address has an account already. Sign in with it and open the invitation again.',
  );
}
