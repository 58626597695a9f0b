import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { words } from '@/components/words/app-pages';
import { words as shell } from '@/components/words/shell';
import { words as common } from '@/components/words/words';
import { mono, sans } from './fonts';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: `${common.pages.overview} · ${shell.product}`, template: `%s · ${shell.product}` },
  description: words.description,
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1013' },
  ],
};

/** The chosen theme travels in a cookie, so that the first byte already has the right colours. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get('ao-theme')?.value;
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : undefined;
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${sans.variable} ${mono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <Providers renderedAt={Date.now()}>{children}</Providers>
      </body>
    </html>
  );
}
