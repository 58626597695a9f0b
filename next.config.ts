import type { NextConfig } from 'next';

const config: NextConfig = {
  // for a container image; a plain `npm start` serves .next as it is
  output: process.env.STANDALONE ? 'standalone' : undefined,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  devIndicators: false,
  // native code, and a library that finds its own files
  serverExternalPackages: ['@node-rs/argon2', 'better-auth'],
  // what src/proxy.ts does not pass; everything else has more than this
  headers: async () => [
    {
      source: '/_next/static/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'cross-origin-resource-policy', value: 'same-origin' },
      ],
    },
  ],
};
export default config;
