import type { Metadata } from 'next';
import { callHere } from '@/api/call-here';
import { VerifyEmail } from '@/components/account/verify-email';
import { getInstallation } from '@/contract/account';

export const metadata: Metadata = { title: 'Confirm your address' };

export default async function VerifyPage() {
  return <VerifyEmail installation={await callHere(getInstallation)} />;
}
