import type { Metadata } from 'next';
import { callHere } from '@/api/call-here';
import { AcceptInvitation } from '@/components/account/accept-invitation';
import { words } from '@/components/words/app-pages';
import { getInstallation } from '@/contract/account';

export const metadata: Metadata = { title: words.invitation };

export default async function InvitationPage() {
  const { providers } = await callHere(getInstallation);
  return <AcceptInvitation providers={providers} />;
}
