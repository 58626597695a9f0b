import type { Metadata } from 'next';
import { callHere } from '@/api/call-here';
import { VerifyEmail } from '@/components/account/verify-email';
import { words } from '@/components/words/app-pages';
import { getInstallation } from '@/contract/account';

export const metadata: Metadata = { title: words.verify };

export default async function VerifyPage() {
  return <VerifyEmail installation={await callHere(getInstallation)} />;
}
