import type { ReactNode } from 'react';
import { Mark } from '../shell/mark';
import { words } from '../words/account';

/** The frame of what is seen before anybody is signed in. */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 p-4 sm:p-6">
      <p className="flex items-center gap-2 font-semibold">
        <Mark />
        {words.product}
      </p>
      {children}
    </main>
  );
}
