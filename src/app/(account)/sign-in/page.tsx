import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { callHere } from '@/api/call-here';
import { SignIn } from '@/components/account/sign-in';
import { words } from '@/components/words/app-pages';
import { getInstallation } from '@/contract/account';

export const metadata: Metadata = { title: words.signIn };

interface Given {
  searchParams: Promise<{ next?: string; error?: string }>;
}

export default async function SignInPage({ searchParams }: Given) {
  const installation = await callHere(getInstallation);
  if (installation.wantsOwner) redirect('/welcome');
  if (installation.mode === 'single-user') redirect('/');
  const { next, error } = await searchParams;
  return <SignIn next={next ?? '/'} installation={installation} failed={error} />;
}
