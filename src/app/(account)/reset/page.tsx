import type { Metadata } from 'next';
import { ResetPassword } from '@/components/account/reset-password';
import { words } from '@/components/words/app-pages';

export const metadata: Metadata = { title: words.reset };

export default function ResetPage() {
  return <ResetPassword />;
}
