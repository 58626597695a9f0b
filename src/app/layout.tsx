import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { mono, sans } from './fonts';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Overview · Agent Orchestrator', template: '%s · Agent Orchestrator' },
  description: 'Who needs you, why work is not moving, what it cost, and proof that it works.',
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
