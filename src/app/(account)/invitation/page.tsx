import type { Metadata } from 'next';
import { AcceptInvitation } from '@/components/account/accept-invitation';

export const metadata: Metadata = { title: 'Invitation' };

export default function InvitationPage() {
  return <AcceptInvitation />;
}
