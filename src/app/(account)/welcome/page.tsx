import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { callHere } from '@/api/call-here';
import { Welcome } from '@/components/account/welcome';
import { words } from '@/components/words/app-pages';
import { getInstallation } from '@/contract/account';

export const metadata: Metadata = { title: words.welcome };

export default async function WelcomePage() {
  const { mode, wantsOwner } = await callHere(getInstallation);
  if (mode === 'accounts' && !wantsOwner) redirect('/sign-in');
  return <Welcome needsToken={wantsOwner} />;
}
