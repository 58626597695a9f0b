import type { Metadata } from 'next';
import { callHere } from '@/api/call-here';
import { ConfirmDevice } from '@/components/account/confirm-device';
import { SignIn } from '@/components/account/sign-in';
import { words } from '@/components/words/app-pages';
import { getInstallation, getMe } from '@/contract/account';

export const metadata: Metadata = { title: words.device };

export default async function DevicePage() {
  const me = await callHere(getMe).catch(() => null);
  if (me) return <ConfirmDevice />;
  return <SignIn next="/device" installation={await callHere(getInstallation)} />;
}
